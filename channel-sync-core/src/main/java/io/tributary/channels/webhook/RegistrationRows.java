package io.tributary.channels.webhook;

import static io.tributary.channels.jooq.Tables.TENANT_SETTINGS;
import static io.tributary.channels.jooq.Tables.WEBHOOK_ENDPOINTS;

import io.tributary.channels.connection.AccountKey;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Which accounts' webhooks are to be registered or removed, and how far that is. One worker has an account at a time, and one account. */
final class RegistrationRows {

  static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final String CLAIM = """
      with due as (
        select c.tenant, c.account, u.unwanted
        from connections c
        left join removed_tenants g on g.tenant = c.tenant
        cross join lateral (select c.status = 'DISCONNECTED' or g.tenant is not null as unwanted) u
        left join webhook_registrations r on r.tenant = c.tenant and r.account = c.account
        where (r.due_at is null or r.due_at <= clock_timestamp())
          and case when u.unwanted then r.tenant is not null
              else r.url is distinct from ?
                or not exists (select from webhook_endpoints e where e.tenant = r.tenant and e.endpoint = r.endpoint) end
        order by c.tenant, c.account limit 1 for update of c skip locked
      ), claimed as (
        insert into webhook_registrations (tenant, account, attempts, due_at)
        select d.tenant, d.account, 1, clock_timestamp() + ? * interval '1 millisecond' from due d
        on conflict (tenant, account) do update
        set attempts = webhook_registrations.attempts + 1, due_at = excluded.due_at where webhook_registrations.due_at <= clock_timestamp()
        returning tenant, account, endpoint, access, attempts, due_at
      )
      select c.tenant, c.account, not d.unwanted, c.endpoint, c.access, c.attempts, c.due_at from claimed c join due d on d.tenant = c.tenant and d.account = c.account""";

  private final Database database;

  RegistrationRows(Database database) {
    this.database = database;
  }

  /** One that is due. @param address under which endpoints should be registered */
  Optional<Registration> claim(String address) {
    return database.asWorker(db -> db.fetchOptional(CLAIM, address, LEASE.toMillis())
        .map(row -> new Registration(
            new AccountKey(row.get(0, String.class), row.get(1, String.class)), row.get(2, Boolean.class), row.get(3, String.class),
            row.get(4, byte[].class), row.get(5, Integer.class), row.get(6, OffsetDateTime.class))));
  }

  /**
   * Before the provider is told of it, so that whoever comes after a death finds it.
   *
   * @return with its endpoint, and the access that its tenant has now; empty if the claim is over
   */
  Optional<Registration> begin(Registration claimed, Secret secret) {
    return database.asWorker(db -> {
      var id = Secret.randomText(16);
      byte[] access = db.select(TENANT_SETTINGS.PROVIDER_CONFIGURATION)
          .from(TENANT_SETTINGS)
          .where(TENANT_SETTINGS.TENANT.eq(claimed.account().tenant()))
          .fetchOne(TENANT_SETTINGS.PROVIDER_CONFIGURATION);
      var begin = "update webhook_registrations set endpoint = ?, access = cast(? as bytea), url = null, webhooks = null";
      if (!isChanged(db, begin, claimed, id, access)) {
        return Optional.empty();
      }
      db.insertInto(WEBHOOK_ENDPOINTS)
          .set(WEBHOOK_ENDPOINTS.TENANT, claimed.account().tenant())
          .set(WEBHOOK_ENDPOINTS.ENDPOINT, id)
          .set(WEBHOOK_ENDPOINTS.ACCOUNT, claimed.account().account())
          .set(WEBHOOK_ENDPOINTS.SECRET_HASH, secret.hash())
          .execute();
      return Optional.of(new Registration(claimed.account(), true, id, access, claimed.attempts(), claimed.until()));
    });
  }

  /**
   * The provider knows all of it.
   *
   * @param webhooks their ids there, in the order of their sources
   * @param compareIn after that its list is looked at
   * @return false if the claim is over
   */
  boolean registered(Registration claimed, String address, List<String> webhooks, Duration compareIn) {
    var registered = """
        update webhook_registrations set url = ?, webhooks = cast(? as text[]), attempts = 0, due_at = clock_timestamp(),
          compare_at = clock_timestamp() + ? * interval '1 millisecond'""";
    return database.<Boolean>asWorker(db -> isChanged(
        db, registered, claimed, address, webhooks.toArray(String[]::new), compareIn.toMillis()));
  }

  /** The provider knows nothing of its endpoint any more; there is to be no other where none is wanted. @return false if the claim is over */
  boolean removed(Registration claimed) {
    return database.<Boolean>asWorker(db -> {
      var change = claimed.wanted() ? "update webhook_registrations set endpoint = null, url = null, webhooks = null" : "delete from webhook_registrations";
      boolean ours = isChanged(db, change, claimed);
      if (ours && claimed.endpoint() != null) {
        db.execute("delete from webhook_endpoints where tenant = ? and endpoint = ?", claimed.account().tenant(), claimed.endpoint());
      }
      return ours;
    });
  }

  /** It could not be done now. @return after how long it is tried again; empty if the claim is over */
  Optional<Duration> later(Registration claimed) {
    var wait = waitAfter(claimed.attempts());
    boolean ours = database.<Boolean>asWorker(db -> isChanged(
        db, "update webhook_registrations set due_at = clock_timestamp() + ? * interval '1 millisecond'", claimed, wait.toMillis()));
    return ours ? Optional.of(wait) : Optional.empty();
  }

  /** @param attempts in a row, 1 or more */
  static Duration waitAfter(int attempts) {
    var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10));
    return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
  }

  /** Whoever was held up for longer than the lease changes nothing: another may have it. */
  private static boolean isChanged(DSLContext db, String change, Registration claimed, @Nullable Object... values) {
    var key = List.of(claimed.account().tenant(), claimed.account().account(), claimed.until());
    return db.execute(
        change + " where tenant = ? and account = ? and due_at = cast(? as timestamptz) and due_at > clock_timestamp()",
        Stream.concat(Arrays.stream(values), key.stream()).toArray()) == 1;
  }
}
