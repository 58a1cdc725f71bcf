package io.tributary.channels.work;

import static io.tributary.channels.work.SyncFixture.TENANT;
import static io.tributary.channels.work.SyncFixture.change;
import static io.tributary.channels.work.SyncFixture.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.testing.InMemoryChannel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sync does when an account does not answer as it should. */
class FailingAccountsIT {

  private static final Instant DAY = Instant.parse("2024-05-01T00:00:00Z");

  private final SyncFixture<InMemoryChannel> sync = SyncFixture.inMemory();

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
    assertThat(sync.published).extracting(it -> it.getExternalId()).containsExactly("m2");
    assertThat(sync.jobs()).containsExactly("PARTIAL", "DEFERRED");

    sync.channel.before(_ -> {});
    sync.channel.forgetQuestions();
    sync.timePasses();
    sync.runDue();

    assertThat(sync.channel.questions()).extracting(it -> it.account().id()).containsExactly("bad");
    assertThat(sync.published).extracting(it -> it.getExternalId()).containsExactly("m2", "m1");
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

    assertThat(sync.published).extracting(it -> it.getExternalId()).containsExactly("m4", "m3", "m2", "m1", "m0");
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
