package io.tributary.salesforce.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.RunStatus;
import io.tributary.salesforce.runs.RunView;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class DueRunsIT {

  private static final Duration NEVER = Duration.ZERO;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);

  @Autowired private Sync.Parts parts;
  @Autowired private RunSchedule schedule;

  @Test
  void aNewOrganisationIsReadWholeByTheClockAndThenLeftInPeace() {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      due(DAY, MONTH).workable().stream().filter(run -> run.tenant().equals(sync.tenant())).forEach(schedule::begin);

      await().untilAsserted(() -> assertThat(runs(sync)).singleElement().satisfies(run -> {
        assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(run.kind()).isEqualTo(RunKind.FULL);
        assertThat(run.requestedBy()).isEqualTo("schedule");
      }));
      assertThat(due(DAY, MONTH).workable()).noneMatch(run -> run.tenant().equals(sync.tenant()));
    }
  }

  @Test
  void whatChangedIsReadWhenItsTimeHasCome() {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      sync.full();

      due(Duration.ofNanos(1), MONTH).workable();

      assertThat(runs(sync)).first().satisfies(run -> {
        assertThat(run.kind()).isEqualTo(RunKind.INCREMENTAL);
        assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
      });
    }
  }

  @Test
  void nothingIsReadByAClockThatIsOff() {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      assertThat(due(NEVER, NEVER).workable()).noneMatch(run -> run.tenant().equals(sync.tenant()));
      assertThat(runs(sync)).isEmpty();
    }
  }

  private DueRuns due(Duration incremental, Duration full) {
    return new DueRuns(parts.runs(), parts.connections(), new ScheduleSettings(true, incremental, full, MONTH, Duration.ofSeconds(10)));
  }

  private List<RunView> runs(Sync sync) {
    return parts.runs().latest(sync.tenant(), 10).stream().map(row -> RunView.of(row, parts.json())).toList();
  }
}
