package io.tributary.channels.webhook;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.connection.AccountKey;
import io.tributary.channels.connection.ConnectedAccounts;
import io.tributary.service.database.Database;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Takes accounts whose pass is due, under a lease. Accounts that rest or are away are left: their pass is due when they are back. */
final class ClaimPasses {

  private static final String NEW =
      """
      insert into account_passes (tenant, account, read_until, next_at)
      select c.tenant, c.account, clock_timestamp(), clock_timestamp() + (1 + random()) * ? * interval '1 millisecond'
      from connections c
      where not exists (select from account_passes p where p.tenant = c.tenant and p.account = c.account)
      order by c.tenant, c.account limit 1000
      on conflict do nothing
      """;

  private static final String CLAIM =
      """
      with due as (
        select p.tenant, p.account
        from account_passes p join connections c on c.tenant = p.tenant and c.account = p.account
        where p.next_at <= clock_timestamp() and c.status = 'OK' and c.backoff_until <= clock_timestamp()
        order by p.next_at limit ? for update of p skip locked
      )
      update account_passes p
      set next_at = clock_timestamp() + ? * interval '1 millisecond',
          bound = coalesce(p.bound,
            greatest(p.read_until - ? * interval '1 millisecond', clock_timestamp() - ? * interval '1 millisecond'))
      from due d where p.tenant = d.tenant and p.account = d.account
      returning p.tenant, p.account, p.bound, p.newest, p.cursor, clock_timestamp() as now
      """;

  private final Database database;
  private final PassSettings settings;
  private final WebhookSettings webhooks;

  ClaimPasses(Database database, PassSettings settings, WebhookSettings webhooks) {
    this.database = database;
    this.settings = settings;
    this.webhooks = webhooks;
  }

  List<Pass> claim() {
    return database.asWorker(db -> {
      db.execute(NEW, settings.every().toMillis());
      var rows = db.fetch(
          CLAIM, settings.atOnce(), webhooks.lease().toMillis(), settings.overlap().toMillis(), settings.furthest().toMillis());
      var accounts = new ConnectedAccounts(
          rows.stream().map(row -> new AccountKey(row.get("tenant", String.class), row.get("account", String.class))).collect(Collectors.toSet()))
          .all(db);
      var passes = new ArrayList<Pass>();
      for (var row : rows) {
        var key = new AccountKey(row.get("tenant", String.class), row.get("account", String.class));
        ConnectedAccount account = accounts.get(key);
        if (account != null) {
          var newest = row.get("newest", OffsetDateTime.class);
          passes.add(new Pass(
              key, account, row.get("bound", OffsetDateTime.class).toInstant(), newest == null ? null : newest.toInstant(),
              row.get("cursor", String.class), row.get("now", OffsetDateTime.class).toInstant(), 1));
        }
      }
      return passes;
    });
  }
}
