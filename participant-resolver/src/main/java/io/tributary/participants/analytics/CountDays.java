package io.tributary.participants.analytics;

import io.tributary.participants.rows.Columns;
import io.tributary.service.database.Database;
import org.jooq.DSLContext;

/**
 * Counts the days that were marked since they were last counted. A figure that comes out as it stands is not written, and so not published again.
 */
public final class CountDays {

  private static final int AT_ONCE = 200;

  /** Who has stored something of a day and not committed yet holds its row: it is left for the next time. */
  private static final String TAKE = """
      delete from stale_days s using (
        select tenant, channel, day from stale_days order by tenant, channel, day limit %d for update skip locked) t
      where s.tenant = t.tenant and s.channel = t.channel and s.day = t.day
      returning s.tenant, s.channel, s.day::text""".formatted(AT_ONCE);

  /** Where fewer syncs are left of a day than were counted once, they were let go, and what was counted of them stands. */
  private static final String COUNT = """
      with days as (
        select tenant, channel, day, day::timestamp at time zone 'UTC' as begins, (day + 1)::timestamp at time zone 'UTC' as ends
        from unnest(?::text[], ?::text[], ?::text[]::date[]) as x (tenant, channel, day)),
      said as (
        select d.tenant, d.channel, d.day, count(*) filter (where m.direction = 'INBOUND') as messages_in,
          count(*) filter (where m.direction = 'OUTBOUND') as messages_out, count(distinct m.conversation_id) as conversations
        from days d join messages m on m.tenant = d.tenant and m.channel = d.channel and m.sent_at >= d.begins and m.sent_at < d.ends
        group by 1, 2, 3),
      answered as (
        select d.tenant, d.channel, d.day,
          percentile_disc(0.5) within group (order by extract(epoch from m.sent_at - waited.since)::bigint) as seconds
        from days d
        join messages m on m.tenant = d.tenant and m.channel = d.channel and m.sent_at >= d.begins and m.sent_at < d.ends and m.direction = 'OUTBOUND'
        cross join lateral (
          select min(i.sent_at) as since from messages i
          where i.tenant = m.tenant and i.conversation_id = m.conversation_id and i.direction = 'INBOUND' and i.sent_at < m.sent_at
            and i.sent_at > coalesce((
              select max(o.sent_at) from messages o
              where o.tenant = m.tenant and o.conversation_id = m.conversation_id and o.direction = 'OUTBOUND' and o.sent_at < m.sent_at),
              '-infinity')) waited
        where waited.since is not null
        group by 1, 2, 3),
      synced as (
        select d.tenant, d.channel, d.day, count(*) filter (where r.status = 'COMPLETED') as succeeded,
          count(*) filter (where r.status <> 'COMPLETED') as failed, percentile_disc(0.5) within group (order by r.millis) as millis
        from days d
        join sync_runs r on r.tenant = d.tenant and r.channel = d.channel and r.finished_at >= d.begins and r.finished_at < d.ends
        group by 1, 2, 3)
      insert into daily_analytics as a (tenant, channel, day, messages_in, messages_out, active_conversations, median_response_seconds, syncs_succeeded,
        syncs_failed, median_sync_millis)
      select d.tenant, d.channel, d.day, coalesce(said.messages_in, 0), coalesce(said.messages_out, 0), coalesce(conversations, 0), seconds,
        case when stands then was.syncs_succeeded else coalesce(succeeded, 0) end, case when stands then was.syncs_failed else coalesce(failed, 0) end,
        case when stands then was.median_sync_millis else millis end
      from days d left join said using (tenant, channel, day) left join answered using (tenant, channel, day)
        left join synced using (tenant, channel, day) left join daily_analytics was using (tenant, channel, day)
        cross join lateral (select coalesce(succeeded + failed, 0) < coalesce(was.syncs_succeeded + was.syncs_failed, 0) as stands) runs
      order by 1, 2, 3
      on conflict (tenant, channel, day) do update set messages_in = excluded.messages_in, messages_out = excluded.messages_out,
        active_conversations = excluded.active_conversations, median_response_seconds = excluded.median_response_seconds,
        syncs_succeeded = excluded.syncs_succeeded, syncs_failed = excluded.syncs_failed, median_sync_millis = excluded.median_sync_millis,
        version = a.version + 1
      where (a.messages_in, a.messages_out, a.active_conversations, a.median_response_seconds, a.syncs_succeeded, a.syncs_failed, a.median_sync_millis)
        is distinct from (excluded.messages_in, excluded.messages_out, excluded.active_conversations, excluded.median_response_seconds,
          excluded.syncs_succeeded, excluded.syncs_failed, excluded.median_sync_millis)""";

  private static final String LET_GO_RUNS = """
      delete from sync_runs r where r.finished_at < current_date - 90 and not exists (
        select from stale_days s where s.tenant = r.tenant and s.channel = r.channel and s.day = (r.finished_at at time zone 'UTC')::date)""";

  private static final String MARK_RECENT = """
      insert into stale_days (tenant, channel, day)
      select tenant, channel, day from daily_analytics where day > current_date - 35 order by 1, 2, 3
      on conflict (tenant, channel, day) do update set marks = stale_days.marks + 1""";

  private record Day(String tenant, String channel, String date) {}

  private final Database database;

  public CountDays(Database database) {
    this.database = database;
  }

  /** @return figures that changed */
  public int countMarked() {
    int changed = 0;
    int[] round;
    do {
      round = database.asWorker(CountDays::count);
      changed += round[1];
    } while (round[0] == AT_ONCE);
    return changed;
  }

  /**
   * Counts the last five weeks anew, marked or not, and lets go syncs that ended three months ago and are counted.
   *
   * @return figures that were wrong, or marked
   */
  public int countRecent() {
    database.runAsWorker(db -> db.execute(MARK_RECENT));
    int changed = countMarked();
    database.runAsWorker(db -> db.execute(LET_GO_RUNS));
    return changed;
  }

  private static int[] count(DSLContext db) {
    var days = db.fetch(TAKE).map(row -> new Day(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)));
    return new int[] {
        days.size(), days.isEmpty() ? 0 : db.execute(COUNT, Columns.of(days).text(Day::tenant).text(Day::channel).text(Day::date).bindings())};
  }
}
