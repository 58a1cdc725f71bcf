package io.tributary.channels.connection;

import io.tributary.channels.Priority;
import io.tributary.channels.RecordKey;
import io.tributary.channels.job.OpenJobs;
import io.tributary.events.SyncReason;
import java.time.OffsetDateTime;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An account is new or came back, so its tenant's records are wanted again: some of them at once, the others some at a time, with the priority
 * of a gap repair. Begun again while it goes on, it starts over.
 */
public record CatchUp(AccountKey account) {

  // Rows of sync_state are locked in the order of their keys, everywhere. What is wanted already keeps its turn and its priority. What is not
  // is taken up as what its last run left (Due): without waiting for the cooldown, and only where nothing was read since the account went.
  private static final String WANT_NEXT =
      """
      with next as (
        select s.tenant, s.record_id, a.since
        from sync_state s
        cross join (select ?::timestamptz as since) a
        where s.tenant = ? and s.record_id > ? and s.fingerprint <> ''
          and (a.since is null or exists (
            select from sync_jobs j where j.tenant = s.tenant and j.record_id = s.record_id and j.finished_at > a.since))
        order by s.record_id limit ? for update of s
      )
      update sync_state s
      set wanted = s.wanted + 1,
          wanted_at = case when s.wanted > s.taken then s.wanted_at else clock_timestamp() end,
          retry_at = '1970-01-01 00:00:00+00', attempts = 0, attempting_since = case when s.wanted = s.done then n.since end,
          priority = case when s.wanted > s.done then least(s.priority, ?) else ? end,
          reason = case when s.wanted > s.taken then s.reason else ? end,
          traceparent = case when s.wanted > s.taken then s.traceparent end
      from next n where s.tenant = n.tenant and s.record_id = n.record_id
      returning s.record_id
      """;

  /**
   * Begins, with the first records at once.
   *
   * @param syncedSince only records that were synced since then, while the account was away; null for all
   */
  public void begin(DSLContext db, @Nullable OffsetDateTime syncedSince, int records) {
    db.execute(
        """
        insert into account_catch_ups (tenant, account, synced_since, reason) values (?, ?, ?::timestamptz, ?)
        on conflict (tenant, account) do update
        set after_record = 0, next_at = clock_timestamp(), synced_since =
              case when account_catch_ups.synced_since < excluded.synced_since then account_catch_ups.synced_since
                   when account_catch_ups.synced_since is not null then excluded.synced_since end
        """,
        account.tenant(), account.account(), syncedSince, SyncReason.ACCOUNT_CONNECTED.name());
    goOn(db, records, 0);
  }

  /**
   * The next records.
   *
   * @param records how many at most
   * @param pauseMillis until the ones after them
   */
  public void goOn(DSLContext db, int records, long pauseMillis) {
    var row = db.fetchOne(
        "select after_record, synced_since, reason from account_catch_ups where tenant = ? and account = ? for update",
        account.tenant(), account.account());
    if (row == null) {
      return;
    }
    short rank = Priority.GAP_REPAIR.rank();
    var wanted = db.fetch(
            WANT_NEXT, row.get(1, OffsetDateTime.class), account.tenant(), row.get(0, Long.class), records, rank, rank,
            row.get(2, String.class))
        .map(it -> new RecordKey(account.tenant(), it.get(0, Long.class)));
    new OpenJobs(wanted).run(db);
    if (wanted.size() < records) {
      db.execute("delete from account_catch_ups where tenant = ? and account = ?", account.tenant(), account.account());
    } else {
      var last = wanted.stream().mapToLong(RecordKey::record).max().orElseThrow();
      db.execute(
          """
          update account_catch_ups set after_record = ?, next_at = clock_timestamp() + ? * interval '1 millisecond'
          where tenant = ? and account = ?
          """,
          last, pauseMillis, account.tenant(), account.account());
    }
  }
}
