package io.tributary.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.RunStatus;
import io.tributary.salesforce.runs.RunTakenOver;
import io.tributary.salesforce.runs.RunView;
import io.tributary.salesforce.runs.Via;
import io.tributary.simulators.salesforce.org.OrgSize;
import io.tributary.simulators.server.FaultRule;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A run that is broken off at each of its calls goes on where it was: nothing is lost, counted twice or asked for again. */
@SyncTest
class ResumedRunIT {

  private static final OrgSize SIZE = new OrgSize(9000, 2500, 4600, 40, 0, 0, 2, 2, 1);

  @Autowired private Sync.Parts parts;

  @ParameterizedTest
  @MethodSource("calls")
  void aRunThatStopsAtOneOfItsCallsGoesOn(int call) {
    try (var sync = Sync.with(SIZE, parts)) {
      sync.salesforce().behave(usual -> usual.withDaily(100_000, 10_000));
      var run = sync.request(RunKind.FULL, null, Via.BULK);
      // The budget of the organisation ends with that call, as sudden as a kill for the run.
      sync.salesforce().behave(usual -> usual.withDaily(call, 10_000));
      var stopped = sync.work(run);
      assertThat(stopped.status()).isEqualTo(RunStatus.RATE_LIMITED);
      sync.salesforce().behave(usual -> usual.withDaily(100_000, 10_000));

      var ended = sync.work(run);

      assertComplete(sync, ended);
      assertThat(ended.attempt()).isEqualTo(2);
    }
  }

  /** At the login's first query, in discovery, at jobs' creation, at looks at them, at results. */
  static IntStream calls() {
    return IntStream.of(1, 3, 5, 7, 9, 12);
  }

  @Test
  void jobsThatAreGoneAreMadeAgain() {
    try (var sync = Sync.with(SIZE, parts)) {
      var run = sync.request(RunKind.FULL, null, Via.BULK);
      sync.salesforce().faults().add(FaultRule.refuse(403, "REQUEST_LIMIT_EXCEEDED").path("/services/data/v65.0/jobs/query/"));
      assertThat(sync.work(run).status()).isEqualTo(RunStatus.RATE_LIMITED);
      sync.salesforce().faults().clear();
      sync.salesforce().forgetJobs();

      assertComplete(sync, sync.work(run));
    }
  }

  @Test
  void aQueryThatIsForgottenBeginsAnew() {
    try (var sync = Sync.with(SIZE, parts)) {
      var run = sync.request(RunKind.FULL, null, Via.BULK);
      sync.salesforce().behave(usual -> usual.withDaily(4, 10_000));
      assertThat(sync.work(run).status()).isEqualTo(RunStatus.RATE_LIMITED);
      sync.salesforce().behave(usual -> usual.withDaily(100_000, 10_000));
      sync.salesforce().forgetLocators();

      assertComplete(sync, sync.work(run));
    }
  }

  @Test
  void whoeverLostARunMayNotWriteAnyMore() {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      var key = sync.request(RunKind.FULL, null, Via.BULK);
      var mine = parts.runs().take(key, true).orElseThrow();
      sync.parts().database().runAsWorker(db -> db.execute("update runs set lease_until = 'epoch' where tenant = ?", sync.tenant()));

      assertComplete20(sync, sync.work(key));

      assertThatThrownBy(() -> parts.runs().renew(mine, 1))
          .isInstanceOf(RunTakenOver.class);
    }
  }

  private static void assertComplete20(Sync sync, RunView run) {
    assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
    assertThat(sync.count("contacts")).isEqualTo(20);
  }

  private static void assertComplete(Sync sync, RunView run) {
    var result = Objects.requireNonNull(run.result(), () -> "no result: " + run);
    assertThat(run.status()).as(result.proof().sum()).isEqualTo(RunStatus.SUCCESS);
    assertThat(result.counts().relations()).isEqualTo(4600);
    assertThat(result.counts().missing()).isEqualTo(1);
    assertThat(result.counts().added()).isEqualTo(sync.count("contacts"));
    await().until(() -> sync.count("contacts_to_tell") == 0);
    assertThat(sync.value("select max(version) from record_upserts where tenant = ?", Long.class)).isEqualTo(1);
  }
}
