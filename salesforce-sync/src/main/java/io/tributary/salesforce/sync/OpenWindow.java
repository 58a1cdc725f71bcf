package io.tributary.salesforce.sync;

import io.tributary.salesforce.client.Salesforce;
import io.tributary.salesforce.runs.Phase;
import io.tributary.salesforce.runs.Run;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.Runs;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * Fixes which changes a run sees, by Salesforce's clock: an incremental one those since the run before, less an overlap, since rows come
 * late. Without a full run before it, an incremental one is a full one.
 */
public final class OpenWindow {

  private static final Duration LATE = Duration.ofMinutes(1);

  private final Runs runs;
  private final Duration overlap;

  public OpenWindow(Runs runs, Duration overlap) {
    this.runs = runs;
    this.overlap = overlap;
  }

  Run open(Run run, Salesforce org) {
    if (run.phase() != Phase.DISCOVER || runs.hasWindow(run)) {
      return run;
    }
    var until = Objects.requireNonNullElseGet(org.clock(), Instant::now).minus(LATE);
    var opened = run.kind() == RunKind.FULL ? run : incremental(run);
    runs.window(opened, opened.from(), until);
    return opened;
  }

  private Run incremental(Run run) {
    var full = runs.seenUntil(run.tenant(), List.of(RunKind.FULL));
    if (full.isEmpty()) {
      runs.note(run, List.of("window: no full run has ended yet, so this one is full"));
      return run.full();
    }
    var since = run.from() == null ? runs.seenUntil(run.tenant(), List.of(RunKind.values())).orElse(full.get()) : run.from();
    return run.since(since.minus(overlap).truncatedTo(ChronoUnit.SECONDS));
  }
}
