package io.tributary.channels.webhook;

import static io.tributary.channels.jooq.Tables.WEBHOOK_ENDPOINTS;

import io.tributary.channels.connection.AccountKey;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.List;

/** Which accounts' webhooks are to be registered or removed, and how far that is. One worker has an account at a time. */
final class RegistrationRows {

  private static final int MOST = 10;
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final String CLAIM = """
      with due as (
        select c.tenant, c.account, c.status <> 'DISCONNECTED' as wanted
        from connections c
        left join webhook_registrations r on r.tenant = c.tenant and r.account = c.account
        where (r.due_at is null or r.due_at <= clock_timestamp())
          and case when c.status = 'DISCONNECTED' then r.tenant is not null
              else r.url is distinct from ?
                or not exists (select from webhook_endpoints e where e.tenant = r.tenant and e.endpoint = r.endpoint) end
        order by c.tenant, c.account limit ? for update of c skip locked
      ), claimed as (
        insert into webhook_registrations (tenant, account, attempts, due_at)
        select d.tenant, d.account, 1, clock_timestamp() + ? * interval '1 millisecond' from due d
        on conflict (tenant, account) do update
        set attempts = webhook_registrations.attempts + 1, due_at = excluded.due_at where webhook_registrations.due_at <= clock_timestamp()
        returning tenant, account, endpoint, attempts
      )
      select c.tenant, c.account, d.wanted, c.endpoint, c.attempts from claimed c join due d on d.tenant = c.tenant and d.account = c.account""";

  private final Database database;

  RegistrationRows(Database database) {
    this.database = database;
  }

  /** A few of those that are due. @param address under which endpoints should be registered */
  List<Registration> claim(String address) {
    return database.asWorker(db -> db.fetch(CLAIM, address, MOST, LEASE.toMillis())
        .map(row -> new Registration(
            new AccountKey(row.get(0, String.class), row.get(1, String.class)), row.get(2, Boolean.class), row.get(3, String.class),
            row.get(4, Integer.class))));
  }

  /** Before the provider is told of it, so that whoever comes after a death finds it. @return the endpoint's id */
  String begin(AccountKey account, Secret secret) {
    var id = Secret.randomText(16);
    database.runAsWorker(db -> {
      db.insertInto(WEBHOOK_ENDPOINTS)
          .set(WEBHOOK_ENDPOINTS.TENANT, account.tenant())
          .set(WEBHOOK_ENDPOINTS.ENDPOINT, id)
          .set(WEBHOOK_ENDPOINTS.ACCOUNT, account.account())
          .set(WEBHOOK_ENDPOINTS.SECRET_HASH, secret.hash())
          .execute();
      db.execute("update webhook_registrations set endpoint = ?, url = null where tenant = ? and account = ?", id, account.tenant(), account.account());
    });
    return id;
  }

  /** The provider knows all of it. */
  void registered(AccountKey account, String address) {
    database.runAsWorker(db -> db.execute(
        "update webhook_registrations set url = ?, attempts = 0, due_at = clock_timestamp() where tenant = ? and account = ?",
        address, account.tenant(), account.account()));
  }

  /** The provider knows nothing of the endpoint any more. @param forGood if there is to be no other */
  void removed(AccountKey account, String endpoint, boolean forGood) {
    database.runAsWorker(db -> {
      db.execute("delete from webhook_endpoints where tenant = ? and endpoint = ?", account.tenant(), endpoint);
      db.execute(
          "update webhook_registrations set endpoint = null, url = null where tenant = ? and account = ?", account.tenant(), account.account());
      if (forGood) {
        db.execute("delete from webhook_registrations where tenant = ? and account = ?", account.tenant(), account.account());
      }
    });
  }

  /** It could not be done now. @return after how long it is tried again */
  Duration later(Registration claimed) {
    var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(claimed.attempts() - 1, 10));
    var wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    database.runAsWorker(db -> db.execute(
        "update webhook_registrations set due_at = clock_timestamp() + ? * interval '1 millisecond' where tenant = ? and account = ?",
        wait.toMillis(), claimed.account().tenant(), claimed.account().account()));
    return wait;
  }
}
