package io.tributary.channels.webhook;

import io.tributary.channels.connection.AccountKey;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Record;

/** Whose webhooks are to be compared with the provider's list, and what came of it. */
final class ComparisonRows {

  /** Accounts at once: the list is read once for all of them. */
  private static final int MOST = 500;

  private static final Duration PAUSE = Duration.ofMinutes(5);

  // Of the tenant that is due longest also what is due soon: so its accounts come to be compared together. Not what was registered just now,
  // which a list that lags behind may not show.
  private static final String CLAIM = """
      with next as (
        select r.tenant, r.access
        from webhook_registrations r join connections c on c.tenant = r.tenant and c.account = r.account
        where r.url = ? and r.compare_at <= clock_timestamp() and r.due_at <= clock_timestamp() and c.status <> 'DISCONNECTED'
        order by r.compare_at limit 1
      ), lease as materialized (
        select clock_timestamp() + ? * interval '1 millisecond' as until
      ), due as (
        select r.tenant, r.account
        from webhook_registrations r join next n on n.tenant = r.tenant and n.access is not distinct from r.access
        where r.url = ? and r.compare_at <= clock_timestamp() + ? * interval '1 millisecond' and r.due_at <= clock_timestamp()
        order by r.compare_at limit ? for update of r skip locked
      )
      update webhook_registrations r set due_at = l.until
      from due d, lease l where r.tenant = d.tenant and r.account = d.account
      returning r.tenant, r.account, r.endpoint, r.access, coalesce(r.webhooks, '{}') as webhooks, r.due_at""";

  private final Database database;

  ComparisonRows(Database database) {
    this.database = database;
  }

  /**
   * Accounts that are due.
   *
   * @param address under which they are registered
   * @param every how often they are compared
   */
  Optional<Comparison> claim(String address, Duration every) {
    return database.asWorker(db -> {
      var rows = db.fetch(CLAIM, address, RegistrationRows.LEASE.toMillis(), address, every.toMillis() / 2, MOST);
      return rows.stream().findFirst().map(row -> new Comparison(
          new AccountKey(row.get("tenant", String.class), row.get("account", String.class)),
          row.get("access", byte[].class),
          rows.stream().collect(Collectors.toUnmodifiableMap(it -> it.get("endpoint", String.class), ComparisonRows::remembered)),
          row.get("due_at", OffsetDateTime.class)));
    });
  }

  private static Comparison.Remembered remembered(Record row) {
    return new Comparison.Remembered(row.get("account", String.class), List.of(row.get("webhooks", String[].class)));
  }

  /** @return those of the endpoints that are nobody's, of all tenants */
  Set<String> nobodys(Collection<String> endpoints) {
    return endpoints.isEmpty()
        ? Set.of()
        : database.asWorker(db -> db.fetch(
                "select s.endpoint from unnest(cast(? as text[])) s(endpoint) "
                    + "where not exists (select from webhook_endpoints e where e.endpoint = s.endpoint)",
                (Object) endpoints.toArray(String[]::new))
            .intoSet(0, String.class));
  }

  /** @return those of the accounts that are or were connected by the tenant */
  Set<String> accountsOf(String tenant, Collection<String> accounts) {
    return accounts.isEmpty()
        ? Set.of()
        : database.asWorker(db -> db.fetch(
                "select account from connections where tenant = ? and account = any(cast(? as text[]))", tenant, accounts.toArray(String[]::new))
            .intoSet(0, String.class));
  }

  /**
   * All of them were compared.
   *
   * @param wrong accounts that are to be registered again
   * @return of how many of them that is noted; of those whose claim is over, it is not
   */
  int end(Comparison compared, Collection<String> wrong, Duration nextIn) {
    var ended = """
        update webhook_registrations
        set url = case when account = any(cast(? as text[])) then null else url end,
            due_at = clock_timestamp(), compare_at = clock_timestamp() + ? * interval '1 millisecond'
        where tenant = ? and due_at = cast(? as timestamptz) and due_at > clock_timestamp()
        returning url is null as wrong""";
    return database.<Integer>asWorker(db -> (int) db
        .fetch(ended, wrong.toArray(String[]::new), nextIn.toMillis(), compared.tenant(), compared.until())
        .stream()
        .filter(row -> row.get(0, Boolean.class))
        .count());
  }

  /** It could not be done now. @return after how long it is tried again */
  Duration later(Comparison failed) {
    database.runAsWorker(db -> db.execute(
        """
        update webhook_registrations set due_at = clock_timestamp(), compare_at = clock_timestamp() + ? * interval '1 millisecond'
        where tenant = ? and due_at = cast(? as timestamptz) and due_at > clock_timestamp()
        """,
        PAUSE.toMillis(), failed.tenant(), failed.until()));
    return PAUSE;
  }
}
