package io.tributary.channels.work;

import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.channels.ChannelSync;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.Search;
import io.tributary.channels.SyncRun;
import io.tributary.channels.calls.AccountHealth;
import io.tributary.channels.calls.Budgets;
import io.tributary.channels.calls.CallSettings;
import io.tributary.channels.calls.ProviderCalls;
import io.tributary.channels.trigger.LearnForms;
import io.tributary.channels.walk.PlanWalks;
import io.tributary.channels.walk.WalkSettings;
import io.tributary.channels.walk.Walks;
import io.tributary.channels.work.StressWorld.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Workers die, sleep past their lease and come back, the provider refuses, wishes come at every moment; still every last change is synced, no
 * cooldown is broken and no budget. What happens when is drawn from a seed: {@code -Dtributary.seed=…} repeats a run,
 * {@code -Dtributary.steps=…} makes it longer.
 */
class SyncStressIT {

  private static final long SEED = Long.getLong("tributary.seed", System.nanoTime());
  private static final int STEPS = Integer.getInteger("tributary.steps", 250);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** A run that sleeps in the middle of a call, as its stopped process would. */
  private record Sleeper(Thread thread, CountDownLatch wake) {}

  /** A process: its memory ends with it. */
  private final class Process {
    final Budgets budgets = new Budgets(world.sync.database, SETTINGS);
    final Leases leases = new Leases(world.sync.database, world.sync.settings);
    final RunSync runs;

    Process() {
      var database = world.sync.database;
      var health = new AccountHealth(database, SETTINGS, () -> {});
      var plan = new PlanWalks(database, world.sync.channel, new WalkSettings(Duration.ofDays(3), Duration.ofDays(30)));
      var calls = new ProviderCalls(budgets, health, SETTINGS, world.sync.metrics);
      var sync = new ChannelSync(
          world.sync.channel, plan, calls, observations -> world.sync.published.addAll(observations), new Walks(database), health);
      runs = new RunSync(sync, new LearnForms(database), world.sync.finish, world.sync.settings, world.sync.metrics);
    }
  }

  private static final CallSettings SETTINGS = new CallSettings(
      StressWorld.RATE, 4, 1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofMillis(1),
      Duration.ofMillis(2));

  private static final ScopedValue<CountDownLatch> SLEEPS = ScopedValue.newInstance();
  private static final ScopedValue<Boolean> DIES = ScopedValue.newInstance();

  private final List<Sleeper> sleepers = new ArrayList<>();
  private Random random = new Random();
  private StressWorld world = new StressWorld(random);
  private Process process = new Process();
  private volatile boolean healthy;

  @RepeatedTest(2)
  void everyLastChangeIsSyncedWithinCooldownAndBudget(RepetitionInfo repetition) throws Exception {
    long seed = SEED + repetition.getCurrentRepetition();
    random = new Random(seed);
    world = new StressWorld(random);
    process = new Process();
    world.sync.channel.before(this::atTheProvider);
    try {
      for (int i = 0; i < STEPS; i++) {
        step();
      }
      healthy = true;
      wakeSleepers();
      finishAll();
      world.mustHaveSyncedEveryLastChange();
      world.mustHaveKeptEveryBudget();
      assertThat(world.calls).as("the run did something").hasSizeGreaterThan(STEPS / 10);
    } catch (Exception | AssertionError failure) {
      throw new AssertionError("With -Dtributary.seed=" + (seed - repetition.getCurrentRepetition()) + ": " + failure.getMessage(), failure);
    } finally {
      wakeSleepers();
    }
  }

  private void step() throws InterruptedException {
    switch (random.nextInt(10)) {
      case 0, 1 -> world.change(world.any());
      case 2 -> world.request(world.any(), random.nextBoolean());
      case 3 -> world.replay(world.any());
      case 4 -> world.pass(Duration.ofSeconds(1 + random.nextInt(200)));
      case 5 -> process.leases.renew();
      case 6 -> {
        if (random.nextInt(4) == 0) {
          wakeSleepers();
        }
      }
      default -> claimAndRun();
    }
  }

  private void claimAndRun() {
    for (var run : claim(1 + random.nextInt(4))) {
      process.leases.hold(run);
      switch (random.nextInt(6)) {
        case 0 -> die(run);
        case 1 -> fallAsleep(run);
        default -> {
          process.runs.run(run);
          process.leases.drop(run);
        }
      }
    }
  }

  /** Claims, and holds each claim to the cooldown. */
  private List<SyncRun> claim(int most) {
    var before = states();
    var claimed = world.sync.claims.claim(most);
    var now = world.now();
    for (var run : claimed) {
      var known = world.records.get(run.key());
      var state = before.get(run.key().toString());
      boolean takenOver = state != null && state.leased();
      boolean left = state != null && !state.leased() && state.attempting();
      known.history.add("%s %s".formatted(takenOver ? "taken over" : left ? "claimed again" : "claimed", now));
      if (!takenOver && !left && !known.forced) {
        assertThat(now.plusMillis(50)).as("unforced run of %s: %s", run.key(), known.history)
            .isAfterOrEqualTo(known.lastStart.plus(StressWorld.COOLDOWN));
      }
      if (!left && (!takenOver || known.wishedSinceClaim)) {
        // Who has no identifier is asked for at nobody's, and nothing cools down.
        known.lastStart = run.claim().identifiers().isEmpty() ? Instant.EPOCH : now;
        known.forced = false;
      }
      known.wishedSinceClaim = false;
    }
    return claimed;
  }

  private record State(boolean leased, boolean attempting) {}

  private java.util.Map<String, State> states() {
    return world.sync.database.asWorker(db -> db.selectFrom(SYNC_STATE).fetchMap(
        row -> new io.tributary.channels.RecordKey(row.getTenant(), row.getRecordId()).toString(),
        row -> new State(row.getLeaseToken() != null, row.getAttemptingSince() != null)));
  }

  /** The process is killed in the middle of the run: nothing is cleaned up, and what it knew is gone. */
  private void die(SyncRun run) {
    world.records.get(run.key()).history.add("dies");
    try {
      ScopedValue.where(DIES, true).run(() -> process.runs.run(run));
    } catch (SyncFixture.Death _) {
      // nobody knows
    }
    process = new Process();
  }

  /** The process stops in its first call and goes on when somebody wakes it, lease or not. */
  private void fallAsleep(SyncRun run) {
    world.records.get(run.key()).history.add("sleeps");
    var wake = new CountDownLatch(1);
    var its = process;
    process = new Process();
    sleepers.add(new Sleeper(
        Thread.ofVirtual().start(() -> ScopedValue.where(SLEEPS, wake).run(() -> its.runs.run(run))), wake));
  }

  private void wakeSleepers() throws InterruptedException {
    for (var sleeper : sleepers) {
      sleeper.wake().countDown();
      sleeper.thread().join();
    }
    sleepers.clear();
  }

  private void atTheProvider(Search search) {
    if (SLEEPS.isBound()) {
      try {
        SLEEPS.get().await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    world.calls.add(new Call(search.account().id(), search.record(), search.forms(), world.now()));
    if (DIES.isBound() && !healthy) {
      throw new SyncFixture.Death();
    }
    if (!healthy && !SLEEPS.isBound() && random.nextInt(8) == 0) {
      throw new ProviderFailed(random.nextBoolean() ? ProviderFailure.TRANSIENT : ProviderFailure.THROTTLED, "drawn");
    }
  }

  /** From now on nothing fails; as long as there is work, time passes and it is done. A process's own clock is not moved: it gets the time it needs. */
  private void finishAll() {
    await("work is left after all that time").pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).atMost(LIMIT).until(() -> {
      for (var run : claim(16)) {
        process.runs.run(run);
      }
      world.pass(Duration.ofSeconds(100));
      return !world.isWorkLeft();
    });
  }
}
