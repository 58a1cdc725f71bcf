package io.tributary.channels.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.connection.AccountKey;
import io.tributary.service.database.Database;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets events that their topic forgot too, and what waited in vain for its message. */
final class TidyWebhooks {

  private final Database database;
  private final Hints hints;
  private final MeterRegistry metrics;

  TidyWebhooks(Database database, Hints hints, MeterRegistry metrics) {
    this.database = database;
    this.hints = hints;
    this.metrics = metrics;
  }

  @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT10M")
  void tidy() {
    // The topic keeps seven days; one more for clocks and for what was in flight.
    database.runAsWorker(db -> db.execute("delete from webhook_events where received_at < clock_timestamp() - interval '8 days'"));
    expire();
  }

  /** A message may have come by another way just when its event was put aside: that one is asked for, the others are dropped. */
  void expire() {
    int dropped = database.asWorker(db -> {
      var expired = db.fetch(
          """
          delete from early_events e where e.expires_at <= clock_timestamp()
          returning e.tenant, e.account, e.hint_id, exists (
            select from webhook_events w where w.tenant = e.tenant and w.account = e.account and w.id = e.message and w.message) as came
          """);
      hints.ask(db, expired.stream()
          .filter(row -> row.get("came", Boolean.class))
          .map(row -> new Hints.Wish(
              new AccountKey(row.get(0, String.class), row.get(1, String.class)), Hint.message(row.get(2, String.class))))
          .toList());
      return (int) expired.stream().filter(row -> !row.get("came", Boolean.class)).count();
    });
    metrics.counter(WebhookMetric.EXPIRED).increment(dropped);
  }
}
