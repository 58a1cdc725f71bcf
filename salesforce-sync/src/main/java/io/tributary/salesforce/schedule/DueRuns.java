package io.tributary.salesforce.schedule;

import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.runs.NewRun;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.RunKey;
import io.tributary.salesforce.runs.Runs;
import io.tributary.salesforce.runs.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks for the runs that are due by the clock, and tells which can be worked on. */
public final class DueRuns {

  private static final String CLOCK = "schedule";

  private final Runs runs;
  private final Connections connections;
  private final ScheduleSettings settings;

  public DueRuns(Runs runs, Connections connections, ScheduleSettings settings) {
    this.runs = runs;
    this.connections = connections;
    this.settings = settings;
  }

  List<RunKey> workable() {
    connections.tenants().stream().filter(tenant -> runs.underWay(tenant).isEmpty()).forEach(this::requestIfDue);
    return runs.workable();
  }

  /** A full run is an incremental one too. */
  private void requestIfDue(String tenant) {
    if (isDue(tenant, settings.fullEvery(), List.of(RunKind.FULL))) {
      runs.request(new NewRun(tenant, RunKind.FULL, null, Via.AUTO, CLOCK));
    } else if (isDue(tenant, settings.incrementalEvery(), List.of(RunKind.values()))) {
      runs.request(new NewRun(tenant, RunKind.INCREMENTAL, null, Via.AUTO, CLOCK));
    }
  }

  private boolean isDue(String tenant, Duration every, List<RunKind> kinds) {
    return !every.isZero()
        && runs.requestedLast(tenant, kinds).map(last -> last.plus(every).isBefore(Instant.now())).orElse(true);
  }
}
