package io.tributary.connectors.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.Share;
import io.tributary.connectors.poll.Poll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Each connection's next poll is one row, named by the connection: so it runs once in the cluster, whichever process has time. A process that
 * dies loses its heartbeat, and another one polls. When a poll is due, and whose heart has stopped, says the database's time: by a clock ten
 * minutes fast every poll would be due early, and every other process dead.
 */
public final class PollSchedule implements SmartLifecycle {

  private static final String TASK = "poll";
  private static final Duration MAINTENANCE = Duration.ofMinutes(10);

  private final CustomTask<String> poll;
  private final SchedulerClient client;
  private final Supplier<Scheduler> scheduler;
  private final DueConnections due;
  private final Ticks ticks;
  private final Clock time;
  private final boolean enabled;
  private volatile @Nullable Scheduler running;

  public PollSchedule(DataSource dataSource, Poll polls, DueConnections due, Maintenance maintenance, ScheduleSettings settings, Clock time) {
    this.due = due;
    this.ticks = new Ticks(settings);
    this.time = time;
    this.enabled = settings.enabled();
    this.poll = Tasks.custom(TASK, String.class).execute((instance, _) -> {
      var key = ConnectionKey.parse(instance.getId());
      polls.poll(key, instance.getData() == null ? Share.CATCH_UP : Share.valueOf(instance.getData()));
      return next(key);
    });
    var care = Tasks.recurring("maintenance", FixedDelay.of(MAINTENANCE))
        .execute((_, _) -> {
          maintenance.tidy();
          due.all().forEach(this::scheduleNext);
        });
    this.client = SchedulerClient.Builder.create(dataSource, poll).build();
    this.scheduler = () -> Scheduler.create(dataSource, poll)
        .startTasks(care)
        .threads(settings.atOnce())
        .executorService(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("poll-", 0).factory()))
        .pollingInterval(Duration.ofSeconds(1))
        .heartbeatInterval(settings.heartbeat())
        .clock(time::instant)
        .pollUsingLockAndFetch(0.5, 1.0)
        .shutdownMaxWait(Duration.ofSeconds(5))
        .build();
  }

  /** From now on it is polled, at once for the first time. */
  public void add(ConnectionKey key) {
    pollNow(key);
  }

  /** As soon as a thread is free; while it is being polled, nothing is to be done. */
  public void pollNow(ConnectionKey key) {
    var instance = instance(key, Share.LIVE);
    try {
      client.reschedule(instance, time.instant(), Share.LIVE.name());
    } catch (TaskInstanceNotFoundException _) {
      client.scheduleIfNotExists(instance, time.instant());
    } catch (TaskInstanceCurrentlyExecutingException _) {
      // what the caller wants is just happening
    }
  }

  /** When its next regular poll is. */
  public Instant nextOf(ConnectionKey key, Instant notBefore) {
    var tick = ticks.after(time.instant(), key);
    return notBefore.isAfter(tick) ? notBefore : tick;
  }

  private void scheduleNext(ConnectionKey key) {
    client.scheduleIfNotExists(instance(key, Share.CATCH_UP), ticks.after(time.instant(), key));
  }

  private TaskInstance<String> instance(ConnectionKey key, Share share) {
    return poll.instance(key.toString(), share.name());
  }

  /** The next tick, or later where it has to wait; never again where it is not polled any more. */
  private CompletionHandler<String> next(ConnectionKey key) {
    var notBefore = due.notBefore(key);
    if (notBefore.isEmpty()) {
      return new CompletionHandler.OnCompleteRemove<>();
    }
    return (done, operations) -> operations.reschedule(done, nextOf(key, notBefore.get()), Share.CATCH_UP.name());
  }

  @Override
  public void start() {
    if (enabled) {
      due.all().forEach(this::scheduleNext);
      var started = scheduler.get();
      started.start();
      running = started;
    }
  }

  @Override
  public void stop() {
    var started = running;
    if (started != null) {
      started.stop();
      running = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }
}
