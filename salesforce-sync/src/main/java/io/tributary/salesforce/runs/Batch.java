package io.tributary.salesforce.runs;

import org.jspecify.annotations.Nullable;

/**
 * Contacts that are asked for together: those of the run's list between two ids that have not come yet.
 *
 * @param asked how many there were when the batch was made
 * @param jobId Salesforce's job for it; null before there is one
 */
public record Batch(RunKey run, int round, String firstId, String lastId, int asked, @Nullable String jobId) {

  public Batch withJob(@Nullable String id) {
    return new Batch(run, round, firstId, lastId, asked, id);
  }
}
