package io.tributary.salesforce.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class ForgetRunsIT {

  @Autowired private Sync.Parts parts;

  @Test
  void runsGoWithTheirListsButForTheLastOneThatTheNextBeginsAt() {
    try (var sync = Sync.with(new OrgSize(60, 20, 20, 0, 0, 0, 0, 0, 1), parts)) {
      var first = sync.full();
      var failed = sync.request(RunKind.FULL, null, Via.AUTO);
      parts.runs().giveUp(failed);
      parts.database().runAsWorker(db -> db.execute("update runs set window_to = window_to - interval '1 day' where tenant = ?", sync.tenant()));
      var last = sync.full();
      await().untilAsserted(() -> assertThat(sync.value("select count(*) from runs where tenant = ? and version > published_version", Long.class)).isZero());

      new ForgetRuns(parts.database(), Duration.ofDays(1)).forget();
      assertThat(sync.count("runs")).as("none is old enough").isEqualTo(3);
      new ForgetRuns(parts.database(), Duration.ZERO).forget();

      assertThat(parts.runs().latest(sync.tenant(), 10)).singleElement().satisfies(run -> assertThat(run.getRunId()).isEqualTo(last.id()));
      assertThat(sync.value("select coalesce(sum(cardinality(left_ids)), 0)::bigint from run_batches where tenant = ? and run_id = ?", Long.class, first.id())).isZero();
      assertThat(sync.value("select coalesce(sum(cardinality(left_ids)), 0)::bigint from run_batches where tenant = ? and run_id = ?", Long.class, last.id())).isEqualTo(1);
    }
  }
}
