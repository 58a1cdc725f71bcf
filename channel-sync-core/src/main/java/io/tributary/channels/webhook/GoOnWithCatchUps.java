package io.tributary.channels.webhook;

import io.tributary.channels.connection.AccountKey;
import io.tributary.channels.connection.CatchUp;
import io.tributary.service.database.Database;

/** Wants the next records of accounts that are new or came back, a few accounts a turn, each at its pace. */
final class GoOnWithCatchUps {

  private static final int ACCOUNTS = 10;

  private final Database database;
  private final WebhookSettings settings;
  private final Runnable wanted;

  /** @param wanted called after records were wanted */
  GoOnWithCatchUps(Database database, WebhookSettings settings, Runnable wanted) {
    this.database = database;
    this.settings = settings;
    this.wanted = wanted;
  }

  /** True if there were some due. */
  boolean work() {
    boolean some = database.asWorker(db -> {
      var due = db.fetch(
              "select tenant, account from account_catch_ups where next_at <= clock_timestamp() order by next_at limit ? for update skip locked",
              ACCOUNTS)
          .map(row -> new AccountKey(row.get(0, String.class), row.get(1, String.class)));
      // In the order of their keys, as rows of sync_state are locked everywhere.
      due.stream().sorted().forEach(key -> new CatchUp(key).goOn(db, settings.catchUpRecords(), settings.catchUpEvery().toMillis()));
      return !due.isEmpty();
    });
    if (some) {
      wanted.run();
    }
    return some;
  }
}
