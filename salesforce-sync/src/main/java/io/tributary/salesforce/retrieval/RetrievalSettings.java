package io.tributary.salesforce.retrieval;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How contacts are retrieved.
 *
 * @param batchSize ids a Bulk job asks for, 1 to 4,500; fewer where the statement would be too long
 * @param longestStatement characters of a job's query, at most Salesforce's 100,000
 * @param collectionsUpTo contacts up to which sObject Collections are used instead of Bulk (via AUTO)
 * @param parallel batches at once, 1 to 8; the organisation shares its job slots
 * @param storing pages that are stored at once, at most 16; 0: as many as there are processors, but two at least
 * @param pageRows most rows of one page of results
 * @param firstLook at a new job, until jobs have shown how long they take
 * @param longestLook between two looks at a job
 * @param jobPatience how long a job may take
 * @param extraFields whether custom fields without a column are kept too
 */
@ConfigurationProperties("tributary.salesforce.retrieval")
public record RetrievalSettings(
    @DefaultValue("800") int batchSize,
    @DefaultValue("99000") int longestStatement,
    @DefaultValue("2000") int collectionsUpTo,
    @DefaultValue("4") int parallel,
    @DefaultValue("0") int storing,
    @DefaultValue("10000") int pageRows,
    @DefaultValue("500ms") Duration firstLook,
    @DefaultValue("2s") Duration longestLook,
    @DefaultValue("24h") Duration jobPatience,
    @DefaultValue("true") boolean extraFields) {

  public static final int MOST_IDS = 4500;
  private static final int FEWEST_AT_ONCE = 2;

  public RetrievalSettings {
    if (batchSize < 1 || batchSize > MOST_IDS) {
      throw new IllegalArgumentException("tributary.salesforce.retrieval.batch-size must be 1 to 4500, not " + batchSize);
    }
    if (parallel < 1 || parallel > 8) {
      throw new IllegalArgumentException("tributary.salesforce.retrieval.parallel must be 1 to 8, not " + parallel);
    }
    if (storing < 0 || storing > 16) {
      throw new IllegalArgumentException("tributary.salesforce.retrieval.storing must be 0 to 16, not " + storing);
    }
  }

  /** Pages that are stored at once. */
  int room() {
    return storing == 0 ? Math.max(FEWEST_AT_ONCE, Runtime.getRuntime().availableProcessors()) : storing;
  }
}
