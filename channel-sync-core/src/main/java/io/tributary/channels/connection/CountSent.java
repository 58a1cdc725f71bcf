package io.tributary.channels.connection;

import io.tributary.events.CommunicationObserved;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * Counts what each account sent, in all and today, as its messages become known: by a webhook, a sync or a pass, by several of them, or again
 * by a replay. A message counts once, since those of the last days are remembered; what is older than a week when it becomes known, history
 * above all, does not count at all, so nothing has to be remembered for longer; nor does what a clock dates later than tomorrow. A day is one of the database's clock, in UTC.
 */
public final class CountSent {

  /** The statements decide by days; this only spares them pages of history. */
  private static final Duration MAY_COUNT = Duration.ofDays(9);

  private static final String LOCK = """
      select from connections c join unnest(?::text[], ?::text[]) as x (tenant, account) on c.tenant = x.tenant and c.account = x.account
      order by c.tenant, c.account for no key update of c""";

  private static final String COUNT = """
      with today as (select (clock_timestamp() at time zone 'UTC')::date as day), fresh as (
        insert into sent_messages (tenant, account, message, sent_on)
        select distinct on (c.tenant, c.account, x.message) c.tenant, c.account, x.message, least(x.sent_on, t.day)
        from (select tenant, account, sha256(convert_to(message, 'UTF8')) as message, (sent_at at time zone 'UTC')::date as sent_on
              from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[]) as sent (tenant, account, message, sent_at)) x
        join connections c on c.tenant = x.tenant and c.account = x.account
        cross join today t
        where x.sent_on between t.day - 7 and t.day + 1
        on conflict do nothing
        returning tenant, account, sent_on
      ), counted as (
        select f.tenant, f.account, count(*) as many, count(*) filter (where f.sent_on = t.day) as many_today
        from fresh f cross join today t group by f.tenant, f.account
      )
      update connections c
      set messages_sent_count = c.messages_sent_count + n.many,
          messages_sent_today = case when c.last_rate_limit_reset = t.day then c.messages_sent_today else 0 end + n.many_today,
          last_rate_limit_reset = t.day
      from counted n cross join today t
      where c.tenant = n.tenant and c.account = n.account""";

  private static final String BEGIN_DAY = """
      with today as (select (clock_timestamp() at time zone 'UTC')::date as day), ended as (
        select c.tenant, c.account from connections c cross join today t where c.last_rate_limit_reset <> t.day
        order by c.tenant, c.account for no key update of c skip locked
      )
      update connections c set messages_sent_today = 0, last_rate_limit_reset = t.day
      from ended e cross join today t where c.tenant = e.tenant and c.account = e.account""";

  private final Database database;

  public CountSent(Database database) {
    this.database = database;
  }

  /** @param published observations that the broker has: what is not counted because of an outage is published again, and counted then */
  public void count(List<CommunicationObserved> published) {
    var sent = published.stream().filter(CountSent::mayCount).toList();
    if (!sent.isEmpty()) {
      database.runAsWorker(db -> count(db, sent));
    }
  }

  private static boolean mayCount(CommunicationObserved event) {
    return event.getOutbound()
        && switch (event.getKind()) {
          case EMAIL, MESSAGE -> event.getSentAt().plus(MAY_COUNT).isAfter(event.getObservedAt());
          case CALL, MEETING, EVENT, UNKNOWN -> false;
        };
  }

  /** The accounts are locked first, in their order, so that whoever counts the same messages waits instead of colliding. */
  private static void count(DSLContext db, List<CommunicationObserved> sent) {
    var tenants = texts(sent, CommunicationObserved::getTenant);
    var accounts = texts(sent, event -> event.getCopy().getAccount());
    db.execute(LOCK, tenants, accounts);
    db.execute(COUNT, tenants, accounts, texts(sent, CommunicationObserved::getExternalId),
        texts(sent, event -> event.getSentAt().atOffset(ZoneOffset.UTC).toString()));
  }

  private static String[] texts(List<CommunicationObserved> events, Function<CommunicationObserved, String> part) {
    return events.stream().map(part).toArray(String[]::new);
  }

  /** Begins the count of a new day, also where nothing was sent in it yet. An account that never sent anything has no day. */
  public void beginDay() {
    database.runAsWorker(db -> db.execute(BEGIN_DAY));
  }

  /** Forgets the messages that would not count any more, a day later than they could. */
  public void forget() {
    database.runAsWorker(db -> db.execute("delete from sent_messages where sent_on < (clock_timestamp() at time zone 'UTC')::date - 8"));
  }
}
