package io.tributary.channels.work;

import static io.tributary.channels.work.SyncFixture.RECORD;
import static io.tributary.channels.work.SyncFixture.TENANT;
import static io.tributary.channels.work.SyncFixture.change;
import static io.tributary.channels.work.SyncFixture.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.Search;
import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.events.IdentifiersChanged;
import io.tributary.service.kafka.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What asks for a sync, and what it then asks the provider. */
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

    assertThat(sync.published).extracting(it -> it.getExternalId()).containsExactlyInAnyOrder("m1", "m2");
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

    assertThat(sync.published).extracting(it -> it.getFoundFor()).contains(RECORD);
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
}
