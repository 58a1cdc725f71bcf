package io.tributary.channels.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.NotAsked;
import io.tributary.channels.Priority;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.RecordKey;
import io.tributary.channels.SyncRun;
import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.channels.calls.AccountHealth;
import io.tributary.channels.calls.Budgets;
import io.tributary.channels.calls.CallSettings;
import io.tributary.channels.calls.ProviderCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BudgetsIT {

  private static final ConnectedAccount ACCOUNT = new ConnectedAccount(SyncFixture.TENANT, "one", Set.of());
  private static final CallSettings SETTINGS =
      new CallSettings(
          100, 4, 1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30),
          Duration.ofHours(1));

  private final SyncFixture<InMemoryChannel> sync = SyncFixture.inMemory();

  @Test
  void twoReplicasTogetherTakeWhatTheAccountHasSavedUp() {
    sync.connected("one");
    sync.database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = 60"));
    var one = calls(new Budgets(sync.database, SETTINGS));
    var other = calls(new Budgets(sync.database, SETTINGS));

    int made = madeOf(20, one) + madeOf(20, other);

    assertThat(made).isBetween(3, 4);
  }

  @Test
  void whatWasNotUsedIsGivenBack() {
    sync.connected("one");
    sync.database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = 60"));
    var stopping = new Budgets(sync.database, SETTINGS);
    madeOf(1, calls(stopping));

    stopping.close();

    assertThat(madeOf(20, calls(new Budgets(sync.database, SETTINGS)))).isBetween(2, 3);
  }

  @Test
  void theLastCallsAreKeptForWhatAPersonAskedFor() {
    sync.connected("one");
    sync.database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = 40"));
    var calls = calls(new Budgets(sync.database, SETTINGS));

    assertThat(madeOf(60, calls)).isEqualTo(2);

    assertThat(madeOf(5, calls, Priority.MANUAL)).isEqualTo(2);
  }

  @Test
  void inNoHourMoreThanTheLimitIsCalled() {
    sync.connected("one");
    sync.database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = 40"));
    var calls = calls(new Budgets(sync.database, SETTINGS));
    int made = madeOf(20, calls, Priority.MANUAL);

    for (int minute = 1; minute < 60; minute++) {
      sync.database.runAsWorker(db -> db.execute("update budgets set refilled_at = refilled_at - interval '1 minute'"));
      made += madeOf(5, calls, Priority.MANUAL);
    }

    assertThat(made).isBetween(36, 40);
  }

  @Test
  void callsThatDoNotReachTheAccountAreMadeBeyondItsBudgetAndComeBackFirst() {
    sync.connected("one");
    sync.database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = 40"));
    var calls = calls(new Budgets(sync.database, SETTINGS));

    for (int i = 0; i < 20; i++) {
      assertThat(calls.makeAbout(ACCOUNT, () -> true)).isTrue();
    }
    sync.database.runAsWorker(db -> db.execute("update budgets set refilled_at = refilled_at - interval '5 minutes'"));
    assertThat(madeOf(5, calls, Priority.MANUAL)).as("three are back, and four were owed").isZero();

    sync.database.runAsWorker(db -> db.execute("update budgets set refilled_at = refilled_at - interval '5 minutes'"));
    assertThat(madeOf(5, calls, Priority.MANUAL)).as("not more than ten minutes are owed").isPositive();
  }

  @Test
  void aRaisedLimitCountsFromNowOnAndIsNotSavedUpForPeopleFirst() {
    sync.connected("one");
    sync.database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = 40"));
    var calls = calls(new Budgets(sync.database, SETTINGS));
    assertThat(madeOf(60, calls)).isEqualTo(2);

    sync.database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = 6000"));
    sync.database.runAsWorker(db -> db.execute("update budgets set refilled_at = refilled_at - interval '1 minute'"));

    assertThat(madeOf(80, calls)).as("88 come back in a minute").isEqualTo(80);
  }

  @Test
  void aTrialThatTheBudgetForbidsLeavesTheNextCallToTry() {
    sync.connected("one");
    sync.database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = 40"));
    var patient = new CallSettings(
        100, 4, 1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofHours(1), Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));
    var health = new AccountHealth(sync.database, patient, () -> {});
    var calls = new ProviderCalls(new Budgets(sync.database, patient), health, patient, sync.metrics);
    assertThat(madeOf(1, calls)).isOne();
    var down = new ProviderFailed(ProviderFailure.TRANSIENT, "down");
    assertThatThrownBy(() -> calls.make(ACCOUNT, run(Priority.CHANGE), () -> {
      throw down;
    })).isSameAs(down);
    health.failed(ACCOUNT, down);

    await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThatThrownBy(() -> calls.make(ACCOUNT, run(Priority.CHANGE), () -> true))
        .isInstanceOfSatisfying(NotAsked.class, refused -> assertThat(refused.isOverBudget()).isTrue()));
    sync.database.runAsWorker(db -> db.execute("update budgets set refilled_at = refilled_at - interval '5 minutes'"));

    assertThat(madeOf(1, calls)).isOne();
  }

  private ProviderCalls calls(Budgets budgets) {
    return new ProviderCalls(budgets, new AccountHealth(sync.database, SETTINGS, () -> {}), SETTINGS, sync.metrics);
  }

  private int madeOf(int wanted, ProviderCalls calls) {
    return madeOf(wanted, calls, Priority.CHANGE);
  }

  private int madeOf(int wanted, ProviderCalls calls, Priority priority) {
    var run = run(priority);
    int made = 0;
    for (int i = 0; i < wanted; i++) {
      try {
        calls.make(ACCOUNT, run, () -> true);
        made++;
      } catch (ProviderFailed failure) {
        assertThat(failure.failure()).isEqualTo(ProviderFailure.THROTTLED);
        assertThat(failure.retryAfter()).isPositive();
      }
    }
    return made;
  }

  private static SyncRun run(Priority priority) {
    return new SyncRun(new SyncRun.Claim(
        new RecordKey(SyncFixture.TENANT, SyncFixture.RECORD), new UUID(0, 0), new UUID(0, 0),
        List.of(), Instant.EPOCH, Instant.EPOCH, priority, 0, null));
  }
}
