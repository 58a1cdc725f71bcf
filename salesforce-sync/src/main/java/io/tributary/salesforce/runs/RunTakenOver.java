package io.tributary.salesforce.runs;

/** Another process works on the run by now; this one may not write any more. */
public final class RunTakenOver extends RuntimeException {

  RunTakenOver(RunKey run) {
    super("Run %s was taken over by another process, since this one showed no life for too long.".formatted(run.id()));
  }
}
