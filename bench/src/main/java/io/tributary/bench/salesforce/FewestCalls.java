package io.tributary.bench.salesforce;

/** The calls that a run cannot do without, to compare with those it made. */
final class FewestCalls {

  private static final int LIMITS_AND_FIELDS = 2;
  private static final int ROWS_A_CALL = 2_000;
  /** Made, looked at until the double says that it is complete, read. */
  private static final int CALLS_A_JOB = 4;
  /** Of the published organisation: 2,392 relations, and all of its contacts in one call. */
  private static final int OF_FEW = LIMITS_AND_FIELDS + 2 + 1;

  static long beyond(FullRun run) {
    long fewest = run.jobs() == 0
        ? OF_FEW
        : LIMITS_AND_FIELDS + (run.contacts() + ROWS_A_CALL - 1) / ROWS_A_CALL + CALLS_A_JOB * jobs(run.contacts());
    return run.calls() - fewest;
  }

  private static long jobs(long contacts) {
    return (contacts + ContactSync.IDS_A_JOB - 1) / ContactSync.IDS_A_JOB;
  }

  private FewestCalls() {}
}
