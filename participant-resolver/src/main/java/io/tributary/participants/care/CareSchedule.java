package io.tributary.participants.care;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Each piece of care is one row with its own interval: so it runs once in the cluster, in whichever process has time. */
final class CareSchedule implements SmartLifecycle {

  private static final Duration DAY = Duration.ofDays(1);

  private final DataSource login;
  private final RunCare care;
  private final boolean enabled;
  private volatile @Nullable Scheduler running;

  CareSchedule(DataSource login, RunCare care, boolean enabled) {
    this.login = login;
    this.care = care;
    this.enabled = enabled;
  }

  private List<RecurringTask<Void>> tasks() {
    var tasks = new ArrayList<RecurringTask<Void>>();
    for (var repair : Repair.values()) {
      tasks.add(every(repair.every(), repair.name().toLowerCase(Locale.ROOT), () -> care.repair(repair)));
    }
    tasks.add(every(Duration.ofMinutes(1), "count_days", care::countDays));
    tasks.add(every(Duration.ofMinutes(1), "strangers", this::lookAfterStrangers));
    tasks.add(every(Duration.ofMinutes(10), "purge", care::purge));
    tasks.add(every(DAY, "count_recent_days", care::countRecentDays));
    tasks.add(every(DAY, "verify_links", care::verifyLinks));
    tasks.add(every(DAY, "retention", care::retain));
    tasks.add(every(DAY, "orphans", care::forgetOrphans));
    return tasks;
  }

  /** Contacts first: what they said waits for their record then, where it would go. One that fails keeps the other from nothing. */
  private void lookAfterStrangers() {
    try {
      care.makeContacts();
    } finally {
      care.takeInStrangers();
    }
  }

  private static RecurringTask<Void> every(Duration interval, String name, Runnable work) {
    return Tasks.recurring(name, FixedDelay.of(interval)).execute((_, _) -> work.run());
  }

  @Override
  public void start() {
    if (enabled) {
      var started = Scheduler.create(login)
          .startTasks(tasks())
          .threads(2)
          .executorService(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("care-", 0).factory()))
          .pollingInterval(Duration.ofSeconds(5))
          .pollUsingLockAndFetch(0.5, 1.0)
          .shutdownMaxWait(Duration.ofSeconds(5))
          .build();
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
