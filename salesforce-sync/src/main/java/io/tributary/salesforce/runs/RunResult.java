package io.tributary.salesforce.runs;

/**
 * What a run ended with.
 *
 * @param proof whether all contacts asked for are accounted for
 * @param seconds it worked
 * @param contactsPerSecond retrieved
 * @param tenant what is stored of the tenant after it
 */
public record RunResult(Counts counts, Proof proof, double seconds, double contactsPerSecond, Statistics tenant) {

  /**
   * Counts of the run.
   *
   * @param relations rows of activity relations that were read
   * @param discovered contacts found by activity or change
   * @param held contacts that are asked for because they are stored
   * @param survivors contacts that others were merged into
   * @param retrieved contacts that came: live, deleted or merged
   * @param rejectedValues values without the form of their type, stored as null
   * @param failedBatches batches that could not be retrieved
   */
  public record Counts(
      long relations, long discovered, long held, long survivors, long retrieved, long live, long deleted, long merged, long missing,
      long added, long changed, long unchanged, long rejectedValues, long failedBatches, long calls, long jobs) {}

  /** Asked for = live + deleted + merged + missing, and nothing failed. */
  public record Proof(boolean complete, String sum) {

    public static Proof of(Counts counts) {
      long asked = counts.discovered() + counts.held() + counts.survivors();
      long accounted = counts.live() + counts.deleted() + counts.merged() + counts.missing();
      return new Proof(asked == accounted && counts.failedBatches() == 0, "%d discovered + %d held + %d survivors = %d live + %d deleted + %d merged + %d missing%s"
          .formatted(counts.discovered(), counts.held(), counts.survivors(), counts.live(), counts.deleted(), counts.merged(), counts.missing(),
              asked == accounted ? "" : " DOES NOT ADD UP: %d are unaccounted for".formatted(asked - accounted)));
    }
  }

  /** Of the contacts stored: the first eight count those that are there, the last two the tombstones. An NPI has ten digits and a check digit. */
  public record Statistics(
      long contacts, long physicians, long others, long withEmail, long withNpi, long invalidNpi, long active, long inactive,
      long deleted, long merged) {}
}
