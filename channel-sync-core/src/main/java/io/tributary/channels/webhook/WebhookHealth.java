package io.tributary.channels.webhook;

import io.tributary.channels.connection.AccountKey;
import io.tributary.service.database.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a connection shows of its webhooks: when the last one came, and how many in a row could not be taken in. */
final class WebhookHealth {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookHealth.class);

  private final Database database;

  WebhookHealth(Database database) {
    this.database = database;
  }

  /** Never fails: the answer to the provider is more important. */
  void notTaken(String tenant, String account) {
    try {
      database.runAsWorker(db -> db.execute(
          "update connections set webhook_failures = webhook_failures + 1 where tenant = ? and account = ?", tenant, account));
    } catch (RuntimeException e) {
      LOG.warn("A webhook that was not taken in cannot be noted either: {}", e.toString());
    }
  }

  /** In a transaction of its reader. @param latest when the last webhook of each account was taken in */
  static void came(DSLContext db, Map<AccountKey, Instant> latest) {
    new TreeMap<>(latest).forEach((key, at) -> db.execute(
        """
        update connections set webhook_failures = 0, last_webhook_received = greatest(last_webhook_received, ?::timestamptz)
        where tenant = ? and account = ? and (webhook_failures > 0 or last_webhook_received is distinct from ?::timestamptz)
        """,
        at.atOffset(ZoneOffset.UTC), key.tenant(), key.account(), at.atOffset(ZoneOffset.UTC)));
  }
}
