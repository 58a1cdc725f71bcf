package io.tributary.salesforce.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.tributary.salesforce.runs.ForgetRuns;
import io.tributary.salesforce.runs.RunKey;
import io.tributary.salesforce.runs.RunProgress;
import io.tributary.salesforce.sync.WorkOnRun;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;

/**
 * Has runs worked on, each by one process of all. What is due or was left behind is looked for again and again, so that a run whose process
 * died goes on as soon as its lease has ended.
 */
public final class RunSchedule implements SmartLifecycle {

  private static final int AT_ONCE = 4;

  private final OneTimeTask<Void> task;
  private final Scheduler scheduler;
  private final boolean enabled;
  private volatile boolean running;

  public RunSchedule(DataSource dataSource, WorkOnRun work, DueRuns due, ForgetRuns forget, ScheduleSettings settings) {
    this.enabled = settings.enabled();
    this.task = Tasks.oneTime("run").execute((instance, _) -> work.work(RunKey.of(instance.getId()), false, new RunProgress()));
    var look = Tasks.recurring("look", FixedDelay.of(settings.look())).execute((_, _) -> {
      due.workable().forEach(this::begin);
      forget.forget();
    });
    this.scheduler = Scheduler.create(dataSource, task)
        .startTasks(look)
        .threads(AT_ONCE)
        .executorService(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("run-", 0).factory()))
        .pollingInterval(Duration.ofSeconds(1))
        .enableImmediateExecution() // who asks for a run need not wait for the next poll
        .pollUsingLockAndFetch(0.5, 1.0)
        .shutdownMaxWait(Duration.ofSeconds(10))
        .build();
  }

  /** As soon as a thread is free; at once if it has none yet. */
  public void begin(RunKey key) {
    scheduler.scheduleIfNotExists(task.instance(key.toString()), Instant.now());
  }

  @Override
  public void start() {
    if (enabled) {
      scheduler.start();
    }
    running = true;
  }

  @Override
  public void stop() {
    if (enabled) {
      scheduler.stop();
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
