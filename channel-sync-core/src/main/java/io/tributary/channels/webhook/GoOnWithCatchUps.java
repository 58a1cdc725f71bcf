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
    int gone = 0;
    try {
      while (gone < ACCOUNTS && goOnWithOne()) {
        gone++;
      }
    } finally {
      if (gone > 0) {
        wanted.run();
      }
    }
    return gone > 0;
  }

  /** Each in a transaction of its own: rows of sync_state are locked in the order of their keys, and two accounts of a tenant stand at different ones. */
  private boolean goOnWithOne() {
    return database.asWorker(db -> {
      var due = db.fetchOne(
          "select tenant, account from account_catch_ups where next_at <= clock_timestamp() order by next_at limit 1 for update skip locked");
      if (due != null) {
        var account = new AccountKey(due.get(0, String.class), due.get(1, String.class));
        new CatchUp(account).goOn(db, settings.catchUpRecords(), settings.catchUpEvery().toMillis());
      }
      return due != null;
    });
  }
}
