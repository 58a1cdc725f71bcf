package io.tributary.channels.work;

import static io.tributary.channels.work.SyncFixture.RECORD;
import static io.tributary.channels.work.SyncFixture.TENANT;
import static io.tributary.channels.work.SyncFixture.change;
import static io.tributary.channels.work.SyncFixture.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.Search;
import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.events.IdentifiersChanged;
import io.tributary.service.kafka.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;

class ChannelSyncIT {

  private static final Instant DAY = Instant.parse("2024-05-01T00:00:00Z");

  private final SyncFixture<InMemoryChannel> sync = SyncFixture.inMemory();

  @Test
  void aChangedAddressBringsThatPersonsMessagesFromEveryAccount() {
    sync.connected("one", "two");
    sync.channel.add("one", "m1", DAY, "Ada@Example.org");
    sync.channel.add("two", "m2", DAY, "ada@example.org");
    sync.channel.add("two", "m3", DAY, "bob@example.org");

    sync.changed(1, "ada@example.org");
    sync.runDue();

    assertThat(sync.published).extracting(it -> it.event().getExternalId()).containsExactlyInAnyOrder("m1", "m2");
    assertThat(sync.jobs()).containsExactly("COMPLETED");
    assertThat(sync.wantedAndDone()).containsExactly(1L, 1L);
  }

  @Test
  void aReplayCausesNoCall() {
    sync.connected("one");
    sync.changed(1, "ada@example.org");
    sync.requested("r1", true);
    sync.runDue();
    sync.timePasses();
    sync.channel.forgetQuestions();

    sync.changed(1, "ada@example.org");
    sync.requested("r1", true);

    assertThat(sync.runDue()).isZero();
    assertThat(sync.channel.questions()).isEmpty();
  }

  @Test
  void aChangeNobodyAskedForIsNoJobOfWhoAskedBefore() {
    sync.connected("one");
    sync.changed(1, "ada@example.org");
    sync.runDue();
    sync.requested("r1", true, "ann");
    sync.runDue();

    sync.changed(2, "ada@example.com");

    assertThat(sync.database.<List<String>>asWorker(db -> db.fetchValues("select coalesce(triggered_by, 'nobody') from sync_jobs order by created_at").stream()
        .map(String::valueOf).toList())).containsExactly("nobody", "ann", "nobody");
  }

  @Test
  void aChangeThatComesBeforeThePersonsRunIsStillThatPersonsJob() {
    sync.connected("one");
    sync.requested("r1", true, "ann");

    sync.changed(1, "ada@example.org");

    assertThat(sync.database.<String>asWorker(db -> (String) db.fetchValue("select triggered_by from sync_jobs"))).isEqualTo("ann");
    assertThat(sync.runDue()).isEqualTo(1);
  }

  @Test
  void aNewerPositionWithTheSameIdentifiersCausesNoCall() {
    sync.connected("one");
    sync.changed(1, "ada@example.org");
    sync.runDue();
    sync.timePasses();

    sync.changed(2, "ada@example.org");

    assertThat(sync.runDue()).isZero();
  }

  @Test
  void anOlderPositionChangesNothing() {
    sync.connected("one");
    sync.changed(2, "ada@example.org");
    sync.changed(1, "old@example.org");

    sync.runDue();

    assertThat(sync.channel.questions()).flatExtracting(Search::forms).containsOnly("ada@example.org");
  }

  @Test
  void aChangeInsideTheCooldownWaitsAndItsLastStateIsSynced() {
    sync.connected("one");
    sync.changed(1, "ada@example.org");
    sync.runDue();

    sync.changed(2, "ada@example.com");
    sync.changed(3, "ada@example.net");
    assertThat(sync.runDue()).isZero();
    assertThat(sync.jobs()).containsExactly("COMPLETED", "DEFERRED");

    sync.timePasses();
    sync.runDue();
    assertThat(sync.channel.questions()).last().extracting(Search::forms).isEqualTo(List.of("ada@example.net"));
    assertThat(sync.jobs()).containsExactly("COMPLETED", "COMPLETED");
  }

  @Test
  void aForcedRequestDoesNotWaitForTheCooldown() {
    sync.connected("one");
    sync.changed(1, "ada@example.org");
    sync.runDue();

    sync.requested("r1", false);
    assertThat(sync.runDue()).isZero();
    sync.requested("r2", true);

    assertThat(sync.runDue()).isOne();
    assertThat(sync.jobs()).containsExactly("COMPLETED", "COMPLETED");
  }

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
    assertThat(sync.published).extracting(it -> it.event().getExternalId()).containsExactly("m4", "m3", "m2", "m1", "m0");
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
    assertThat(sync.published).extracting(it -> it.event().getExternalId()).containsExactly("m1");
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

  @Test
  void oneFailingAccountLeavesTheJobPartialAndIsFetchedLater() {
    sync.connected("bad", "good");
    sync.channel.add("bad", "m1", DAY, "ada@example.org");
    sync.channel.add("good", "m2", DAY, "ada@example.org");
    sync.changed(1, "ada@example.org");
    sync.channel.before(search -> {
      if (search.account().id().equals("bad")) {
        throw new ProviderFailed(ProviderFailure.TRANSIENT, "down");
      }
    });
    sync.runDue();
    assertThat(sync.published).extracting(it -> it.event().getExternalId()).containsExactly("m2");
    assertThat(sync.jobs()).containsExactly("PARTIAL", "DEFERRED");

    sync.channel.before(_ -> {});
    sync.channel.forgetQuestions();
    sync.timePasses();
    sync.runDue();

    assertThat(sync.channel.questions()).extracting(it -> it.account().id()).containsExactly("bad");
    assertThat(sync.published).extracting(it -> it.event().getExternalId()).containsExactly("m2", "m1");
    assertThat(sync.jobs()).containsExactly("PARTIAL", "COMPLETED");
  }

  @Test
  void whatWasLeftIsFetchedBeforeTheCooldownEndsAndAChangeMeanwhileIsNot() {
    sync.connected("bad");
    sync.channel.before(_ -> {
      throw new ProviderFailed(ProviderFailure.TRANSIENT, "down");
    });
    sync.changed(1, "ada@example.org");
    sync.runDue();
    sync.channel.before(_ -> {});
    sync.restsEnd();

    assertThat(sync.runDue()).isOne();
    assertThat(sync.jobs()).containsExactly("FAILED", "COMPLETED");

    sync.changed(2, "ada@example.com");
    sync.restsEnd();
    assertThat(sync.runDue()).as("within the cooldown of the first run").isZero();
  }

  @Test
  void anAccountThatAnswersAgainWakesWhatWaits() {
    sync.connected("bad");
    sync.channel.before(_ -> {
      throw new ProviderFailed(ProviderFailure.TRANSIENT, "down");
    });
    sync.identifiers.handle(List.of(
        received(TENANT + "|1", change(TENANT, 1, 1, "ada@example.org")),
        received(TENANT + "|2", change(TENANT, 2, 1, "bob@example.org"))));
    sync.runDue();
    sync.channel.before(_ -> {});
    sync.restsEndFor(1);

    assertThat(sync.runDue()).as("the one whose wait is over").isOne();
    assertThat(sync.runDue()).as("the other, whose wait is not").isOne();
  }

  @Test
  void aPageThatIsTooLargeIsAskedForInSmallerOnes() {
    sync.connected("one");
    for (int i = 0; i < 5; i++) {
      sync.channel.add("one", "m" + i, DAY.plusSeconds(i), "ada@example.org");
    }
    sync.changed(1, "ada@example.org");
    sync.channel.tooLargeAbove(1);

    sync.runDue();

    assertThat(sync.published).extracting(it -> it.event().getExternalId()).containsExactly("m4", "m3", "m2", "m1", "m0");
    assertThat(sync.jobs()).containsExactly("COMPLETED");
  }

  @Test
  void aMessageThatIsTooLargeAloneIsSaidAndDoesNotGoRoundForEver() {
    sync.connected("one");
    sync.channel.add("one", "m1", DAY, "ada@example.org");
    sync.changed(1, "ada@example.org");
    sync.channel.tooLargeAbove(0);

    sync.runDue();

    assertThat(sync.jobs()).startsWith("FAILED");
    assertThat(sync.channel.questions().size()).isLessThan(12);
  }

  @Test
  void deadAccessMarksTheConnectionAndIsNotTriedAgain() {
    sync.connected("dead");
    sync.changed(1, "ada@example.org");
    sync.channel.before(_ -> {
      throw new ProviderFailed(ProviderFailure.AUTH_DEAD, "disconnected");
    });
    sync.runDue();

    assertThat(sync.jobs()).containsExactly("FAILED");
    assertThat(sync.wantedAndDone()).containsExactly(1L, 1L);
    var status = sync.database.<Object>asWorker(db -> db.fetchValue("select status from connections"));
    assertThat(status).isEqualTo("RECONNECT_NEEDED");

    sync.channel.before(_ -> {});
    sync.connected("dead");
    assertThat(sync.wantedAndDone()).containsExactly(2L, 1L);
  }

  @Test
  void anAccountConnectedLaterIsAskedForEveryRecord() {
    sync.identifiers.handle(List.of(
        received(TENANT + "|1", change(TENANT, 1, 1, "ada@example.org")),
        received(TENANT + "|2", change(TENANT, 2, 1, "bob@example.org")),
        received("other|1", change("other", 1, 1, "eve@example.org"))));
    sync.runDue();

    sync.connected("one");

    assertThat(sync.runDue()).isEqualTo(2);
    assertThat(sync.channel.questions()).flatExtracting(Search::forms).containsExactlyInAnyOrder("ada@example.org", "bob@example.org");
  }

  @Test
  void formsThatWereReadDifferentlyFarNeverShareACall() {
    sync.connected("one");
    sync.channel.add("one", "m1", DAY, "ada@example.org");
    sync.changed(1, "ada@example.org");
    sync.runDue();
    sync.timePasses();
    sync.channel.forgetQuestions();

    sync.changed(2, "ada@example.org", "ada@example.com");
    sync.runDue();

    assertThat(sync.channel.questions()).hasSize(2).allSatisfy(question -> assertThat(question.forms()).hasSize(1));
    assertThat(sync.channel.questions())
        .filteredOn(question -> question.forms().contains("ada@example.org"))
        .extracting(Search::after)
        .containsExactly(DAY.minusSeconds(3 * 86_400));
    assertThat(sync.channel.questions())
        .filteredOn(question -> question.forms().contains("ada@example.com"))
        .extracting(Search::after)
        .containsExactly((Instant) null);
  }

  @Test
  void aFormThatAPageShowedIsAskedForByTheRecordsThatHoldTheAddress() {
    sync.connected("one");
    sync.channel.add("one", "m1", DAY, "kurt.r.taylor@gmail.com");
    sync.changed(1, "kurtrtaylor@gmail.com");
    sync.runDue();
    assertThat(sync.published).isEmpty();

    sync.identifiers.handle(List.of(received(TENANT + "|2", change(TENANT, 2, 1, "kurt.r.taylor@gmail.com"))));
    sync.runDue();
    sync.runDue();

    assertThat(sync.published).extracting(it -> it.event().getFoundFor()).contains(RECORD);
  }

  @Test
  void aRecordWithoutIdentifiersIsNotAskedForAndHasNoCooldown() {
    sync.connected("one");
    sync.requested("r1", false);
    sync.runDue();
    assertThat(sync.jobs()).containsExactly("CANCELLED");

    sync.changed(1, "ada@example.org");

    assertThat(sync.runDue()).isOne();
  }

  @Test
  void tenantsTakeTurns() {
    var batch = new ArrayList<Received<IdentifiersChanged>>();
    for (int i = 1; i <= 20; i++) {
      batch.add(received("big|" + i, change("big", i, 1, "p" + i + "@example.org")));
    }
    batch.add(received("small|1", change("small", 1, 1, "ada@example.org")));
    sync.identifiers.handle(batch);

    var claimed = sync.claims.claim(4);

    assertThat(claimed).extracting(run -> run.key().tenant()).containsExactlyInAnyOrder("big", "big", "big", "small");
  }

  @Test
  void aListThatDoesNotAdvanceEndsTheWalkAsAnError() {
    sync.connected("one");
    for (int i = 0; i < 5; i++) {
      sync.channel.add("one", "m" + i, DAY.plusSeconds(i), "ada@example.org");
    }
    sync.changed(1, "ada@example.org");
    sync.channel.circling();

    sync.runDue();

    assertThat(sync.jobs()).startsWith("FAILED");
    assertThat(sync.channel.questions().size()).isLessThan(10);
  }
}
