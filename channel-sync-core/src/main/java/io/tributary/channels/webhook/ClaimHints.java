package io.tributary.channels.webhook;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.connection.AccountKey;
import io.tributary.channels.connection.ConnectedAccounts;
import io.tributary.service.database.Database;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Record;

/** Takes due questions under a lease, of each account a few, so that none keeps the others waiting. Accounts that rest or are away are left. */
final class ClaimHints {

  private static final String CLAIM =
      """
      with accounts as (
        select distinct h.tenant, h.account from webhook_hints h where h.due_at <= clock_timestamp() and h.lease_until <= clock_timestamp()
      ), due as (
        select d.tenant, d.account, d.kind, d.id
        from accounts a
        left join connections c on c.tenant = a.tenant and c.account = a.account
        cross join lateral (
          select h.* from webhook_hints h
          where h.tenant = a.tenant and h.account = a.account
            and h.due_at <= clock_timestamp() and h.lease_until <= clock_timestamp()
            and (h.kind = 'ACCOUNT' or c.status = 'OK' and c.backoff_until <= clock_timestamp())
          order by h.due_at limit ? for update skip locked) d
        order by d.due_at limit ?
      )
      update webhook_hints h set lease_until = clock_timestamp() + ? * interval '1 millisecond'
      from due d where h.tenant = d.tenant and h.account = d.account and h.kind = d.kind and h.id = d.id
      returning h.tenant, h.account, h.kind, h.id, h.message, h.cursor, h.attempts, h.created_at
      """;

  private final Database database;
  private final WebhookSettings settings;

  ClaimHints(Database database, WebhookSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  List<DueHint> claim(int most) {
    return database.asWorker(db -> {
      var rows = db.fetch(CLAIM, settings.perAccount(), most, settings.lease().toMillis());
      var accounts = new ConnectedAccounts(rows.stream().map(ClaimHints::keyOf).collect(Collectors.toSet())).all(db);
      return rows.map(row -> hintOf(row, accounts));
    });
  }

  private static AccountKey keyOf(Record row) {
    return new AccountKey(row.get("tenant", String.class), row.get("account", String.class));
  }

  private static DueHint hintOf(Record row, Map<AccountKey, ConnectedAccount> accounts) {
    var key = keyOf(row);
    var hint = new Hint(Hint.Kind.valueOf(row.get("kind", String.class)), row.get("id", String.class));
    return new DueHint(
        key, hint, row.get("message", String.class), accounts.get(key), row.get("cursor", String.class), row.get("attempts", Integer.class),
        row.get("created_at", OffsetDateTime.class));
  }
}
