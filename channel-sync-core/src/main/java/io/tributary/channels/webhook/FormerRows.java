package io.tributary.channels.webhook;

import io.tributary.channels.connection.AccountKey;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Registrations by an access that their tenant no longer has, from when that is noticed until they are removed at the provider. */
final class FormerRows {

  /** Endpoints at once: the list is read once for all of them. */
  private static final int MOST = 500;

  private static final Duration KEPT = Duration.ofDays(7);

  private static final String CHANGED = """
      select r.tenant, r.access, t.provider_configuration
      from webhook_registrations r left join tenant_settings t on t.tenant = r.tenant
      where r.endpoint is not null and r.access is distinct from t.provider_configuration and r.tenant <> all(cast(? as text[]))
      order by r.tenant limit 1""";

  // Whoever is registering one of them has no say any more, and takes back what it registers: so that is waited for, if no longer than it may.
  private static final String PART = """
      with parted as (
        select tenant, account, endpoint, access, due_at from webhook_registrations
        where tenant = ? and endpoint is not null and access is not distinct from cast(? as bytea)
        order by account limit ? for update
      ), kept as (
        insert into former_registrations (tenant, endpoint, account, access, due_at)
        select tenant, endpoint, account, access, least(greatest(due_at, clock_timestamp()), clock_timestamp() + ? * interval '1 millisecond')
        from parted
      ), closed as (
        delete from webhook_endpoints e using parted p where e.tenant = p.tenant and e.endpoint = p.endpoint
      )
      update webhook_registrations r
      set endpoint = null, access = null, url = null, webhooks = null, attempts = 0, due_at = clock_timestamp()
      from parted p where r.tenant = p.tenant and r.account = p.account""";

  private static final String CLAIM = """
      with next as (
        select tenant, access from former_registrations where due_at <= clock_timestamp() order by due_at limit 1
      ), lease as materialized (
        select clock_timestamp() + ? * interval '1 millisecond' as until
      ), due as (
        select f.tenant, f.endpoint
        from former_registrations f join next n on n.tenant = f.tenant and n.access is not distinct from f.access
        where f.due_at <= clock_timestamp()
        order by f.endpoint limit ? for update of f skip locked
      )
      update former_registrations f set attempts = f.attempts + 1, due_at = l.until
      from due d, lease l where f.tenant = d.tenant and f.endpoint = d.endpoint
      returning f.tenant, f.account, f.endpoint, f.access, f.attempts, f.due_at,
        f.since < clock_timestamp() - ? * interval '1 millisecond' as old""";

  /** @param then what the tenant's registrations were made with, and what it has now; both sealed, null for the service's */
  record Change(String tenant, byte @Nullable [] then, byte @Nullable [] now) {}

  private final Database database;

  FormerRows(Database database) {
    this.database = database;
  }

  /** A tenant, none of those, that has another access than some of its accounts were registered with, or the same one sealed again. */
  Optional<Change> changed(Set<String> butNot) {
    return database.asWorker(db -> db.fetchOptional(CHANGED, (Object) butNot.toArray(String[]::new))
        .map(row -> new Change(row.get(0, String.class), row.get(1, byte[].class), row.get(2, byte[].class))));
  }

  void sealedAgain(Change change) {
    database.runAsWorker(db -> db.execute(
        "update webhook_registrations set access = cast(? as bytea) where tenant = ? and access is not distinct from cast(? as bytea)",
        change.now(), change.tenant(), change.then()));
  }

  /** From now on they count as registrations of an access that was: the accounts can be registered with the new one at once. */
  void part(Change change) {
    database.runAsWorker(db -> db.execute(PART, change.tenant(), change.then(), MOST, RegistrationRows.LEASE.toMillis()));
  }

  /** One that is due. */
  Optional<FormerAccess> claim() {
    return database.asWorker(db -> {
      var rows = db.fetch(CLAIM, RegistrationRows.LEASE.toMillis(), MOST, KEPT.toMillis());
      return rows.stream()
          .max(Comparator.comparing(row -> row.get("attempts", Integer.class)))
          .map(row -> new FormerAccess(
              new AccountKey(row.get("tenant", String.class), row.get("account", String.class)),
              row.get("access", byte[].class),
              rows.stream().map(it -> it.get("endpoint", String.class)).collect(Collectors.toUnmodifiableSet()),
              row.get("attempts", Integer.class),
              row.get("old", Boolean.class),
              row.get("due_at", OffsetDateTime.class)));
    });
  }

  /** The provider knows them no more. */
  void removed(FormerAccess former) {
    database.runAsWorker(db -> db.execute(
        "delete from former_registrations where tenant = ? and due_at = cast(? as timestamptz)", former.tenant(), former.until()));
  }

  /** The access opens nothing any more, so neither will it for what else was registered with it. @return how many endpoints are left */
  int leave(FormerAccess former) {
    return database.<Integer>asWorker(db -> db.execute(
        "delete from former_registrations where tenant = ? and access is not distinct from cast(? as bytea)", former.tenant(), former.access()));
  }

  /** It could not be done now. @return after how long it is tried again */
  Duration later(FormerAccess former) {
    var wait = RegistrationRows.waitAfter(former.attempts());
    database.runAsWorker(db -> db.execute(
        "update former_registrations set due_at = clock_timestamp() + ? * interval '1 millisecond' where tenant = ? and due_at = cast(? as timestamptz)",
        wait.toMillis(), former.tenant(), former.until()));
    return wait;
  }
}
