package io.tributary.channels.work;

import io.tributary.channels.calls.Budgets;
import io.tributary.channels.connection.CountSent;
import io.tributary.service.database.Database;
import org.springframework.scheduling.annotation.Scheduled;

/** Removes what has no use any more (requests whose topic forgot them, walks nobody continued, jobs of last month), gives back calls, begins days. */
public final class Housekeeping {

  private final Database database;
  private final Budgets budgets;
  private final CountSent sent;

  public Housekeeping(Database database, Budgets budgets, CountSent sent) {
    this.database = database;
    this.budgets = budgets;
    this.sent = sent;
  }

  @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
  void giveBackCalls() {
    budgets.giveBack();
  }

  @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT1M")
  void beginDay() {
    sent.beginDay();
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  void clean() {
    database.runAsWorker(db -> {
      // The topic keeps seven days; one more for clocks and for what was in flight.
      db.execute("delete from applied_requests where applied_at < clock_timestamp() - interval '8 days'");
      db.execute("delete from walks where touched_at < clock_timestamp() - interval '7 days'");
      db.execute("delete from sync_jobs where finished_at < clock_timestamp() - interval '30 days' and published_version = version");
    });
    sent.forget();
  }
}
