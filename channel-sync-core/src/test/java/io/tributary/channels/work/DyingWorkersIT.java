package io.tributary.channels.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.Search;
import io.tributary.channels.testing.InMemoryChannel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;

/** A run that dies, or is overtaken: its job goes on, and nobody ends what is not his. */
class DyingWorkersIT {

  private static final Instant DAY = Instant.parse("2024-05-01T00:00:00Z");

  private final SyncFixture<InMemoryChannel> sync = SyncFixture.inMemory();

  @Test
  void aChangeInMidRunGetsTheNextRun() {
    sync.connected("one");
    sync.changed(1, "ada@example.org");
    var run = sync.claimOne();

    sync.changed(2, "ada@example.com");
    assertThat(sync.jobs()).containsExactly("RUNNING", "DEFERRED");
    sync.worker().run(run);

    assertThat(sync.wantedAndDone()).containsExactly(2L, 1L);
    sync.timePasses();
    sync.runDue();
    assertThat(sync.wantedAndDone()).containsExactly(2L, 2L);
    assertThat(sync.channel.questions()).last().extracting(Search::forms).isEqualTo(List.of("ada@example.com"));
  }

  @Test
  void theJobOfADeadWorkerEndsWhenTheNextOfItsRecordBegins() {
    sync.connected("one");
    sync.changed(1, "ada@example.org");
    sync.claimOne();
    sync.changed(2, "ada@example.com");
    sync.timePasses();

    sync.runDue();

    assertThat(sync.jobs()).containsExactly("FAILED", "COMPLETED");
    assertThat(sync.database.<Boolean>asWorker(db -> db.fetchSingle(
        "select max(finished_at) filter (where status = 'FAILED') = max(started_at) from sync_jobs").get(0, Boolean.class))).isTrue();
  }

  @Test
  void aWalkWhoseWorkerDiedAtItsFirstPageIsContinuedAtItsSecond() {
    sync.connected("one");
    for (int i = 0; i < 5; i++) {
      sync.channel.add("one", "m" + i, DAY.plusSeconds(i), "ada@example.org");
    }
    sync.changed(1, "ada@example.org");
    var dying = sync.claimOne();
    sync.channel.before(search -> {
      if (search.cursor() != null) {
        dying.lose();
        throw new Error("the machine is gone");
      }
    });
    try {
      sync.worker().run(dying);
    } catch (Error _) {
      // As if the process had been killed: nothing is cleaned up.
    }
    sync.channel.before(_ -> {});
    sync.channel.forgetQuestions();
    assertThat(sync.runDue()).as("the lease holds").isZero();

    sync.timePasses();
    sync.runDue();

    assertThat(sync.channel.questions()).extracting(Search::cursor).containsExactly("m3", "m1");
    assertThat(sync.published).extracting(it -> it.getExternalId()).containsExactly("m4", "m3", "m2", "m1", "m0");
    assertThat(sync.jobs()).containsExactly("COMPLETED");
  }

  @Test
  void whoLostTheLeaseEndsNothing() {
    sync.connected("one");
    sync.changed(1, "ada@example.org");
    var slow = sync.claimOne();
    sync.timePasses();
    var quick = sync.claimOne();

    assertThat(sync.finish.finish(slow, new SyncEnd.Completed())).isFalse();

    assertThat(sync.wantedAndDone()).containsExactly(1L, 0L);
    assertThat(sync.finish.finish(quick, new SyncEnd.Completed())).isTrue();
    assertThat(sync.jobs()).containsExactly("COMPLETED");
  }

  @Test
  void aDatabaseThatIsGoneInMidRunEndsNothingAndTheSameJobGoesOn() {
    sync.connected("one");
    sync.channel.add("one", "m1", DAY, "ada@example.org");
    sync.changed(1, "ada@example.org");
    for (var outage : List.of(
        new DataAccessResourceFailureException("no connection"), new TransactionSystemException("the commit was not answered"))) {
      sync.publishBy(_ -> {
        throw outage;
      });
      sync.runDue();
      assertThat(sync.jobs()).as(outage.getMessage()).containsExactly("RUNNING");
      sync.timePasses();
    }

    sync.publishBy(sync.published::addAll);
    sync.runDue();

    assertThat(sync.jobs()).containsExactly("COMPLETED");
    assertThat(sync.published).extracting(it -> it.getExternalId()).containsExactly("m1");
  }

  @Test
  void theHeartbeatTellsARunThatItsLeaseIsGone() {
    sync.connected("one");
    sync.changed(1, "ada@example.org");
    var slow = sync.claimOne();
    sync.leases.hold(slow);
    sync.timePasses();
    sync.claimOne();

    sync.leases.renew();
    sync.worker().run(slow);

    assertThat(sync.channel.questions()).isEmpty();
  }
}
