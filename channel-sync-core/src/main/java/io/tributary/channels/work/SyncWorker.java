package io.tributary.channels.work;

import io.tributary.channels.SyncRun;
import io.tributary.channels.WorkSignal;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Claims due syncs as places become free and runs each on a virtual thread of its own. */
public final class SyncWorker implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SyncWorker.class);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(10);

  private final ClaimDueSyncs claims;
  private final RunSync runSync;
  private final Leases leases;
  private final WorkSignal signal;
  private final Runnable jobsChanged;
  private final WorkerSettings settings;
  private final Semaphore places;
  private final Semaphore peoplesPlaces;
  private volatile boolean running;
  private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

  /** @param jobsChanged called after jobs changed their state */
  public SyncWorker(
      ClaimDueSyncs claims, RunSync runSync, Leases leases, WorkSignal signal, Runnable jobsChanged, WorkerSettings settings) {
    this.claims = claims;
    this.runSync = runSync;
    this.leases = leases;
    this.signal = signal;
    this.jobsChanged = jobsChanged;
    this.settings = settings;
    this.places = new Semaphore(settings.concurrency());
    this.peoplesPlaces = new Semaphore(settings.forPeople());
  }

  @Override
  public void start() {
    running = true;
    threads = Executors.newVirtualThreadPerTaskExecutor();
    heart = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("sync-heartbeat").daemon().factory());
    long beat = settings.lease().toMillis() / 3;
    heart.scheduleWithFixedDelay(() -> unharmed("renew leases", leases::renew), beat, beat, TimeUnit.MILLISECONDS);
    Thread.ofVirtual().name("sync-worker").start(this::work);
  }

  private void work() {
    while (running) {
      try {
        if (!unharmed("claim syncs", this::claimAndRun)) {
          signal.await(settings.lookOut());
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /** How many run now. */
  int runs() {
    return settings.concurrency() - places.availablePermits() + settings.forPeople() - peoplesPlaces.availablePermits();
  }

  /** Starts as many due syncs as there are places. Only this thread takes places, so what it counted stays free. */
  private boolean claimAndRun() {
    jobsChanged.run();
    int free = places.availablePermits();
    int freeForPeople = peoplesPlaces.availablePermits();
    if (free + freeForPeople == 0) {
      return false;
    }
    var claimed = claims.claim(free, freeForPeople);
    // What anybody may have wanted takes the places for all; what is too much for those a person asked for.
    claimed.stream().sorted(Comparator.comparing((SyncRun run) -> run.claim().priority()).reversed()).forEach(run -> {
      leases.hold(run);
      var place = places.tryAcquire() ? places : peoplesPlaces;
      if (place == peoplesPlaces) {
        peoplesPlaces.acquireUninterruptibly();
      }
      threads.execute(() -> runAndRelease(run, place));
    });
    return !claimed.isEmpty();
  }

  private void runAndRelease(SyncRun run, Semaphore place) {
    try {
      runSync.run(run);
    } finally {
      leases.drop(run);
      place.release();
      signal.wake();
    }
  }

  private static void unharmed(String what, Runnable step) {
    unharmed(what, () -> {
      step.run();
      return true;
    });
  }

  /** Lives through outages and errors, which would end the thread in silence: the next look-out tries again. */
  private static boolean unharmed(String what, BooleanSupplier step) {
    try {
      return step.getAsBoolean();
    } catch (RuntimeException | Error e) {
      LOG.warn("Could not {}; trying again", what, e);
      return false;
    }
  }

  @Override
  public void stop() {
    running = false;
    signal.wake();
    heart.shutdownNow();
    threads.shutdown();
    try {
      leases.handOver();
      if (!threads.awaitTermination(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("Could not hand over the leases; they run out by themselves", e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isAutoStartup() {
    return settings.enabled();
  }
}
