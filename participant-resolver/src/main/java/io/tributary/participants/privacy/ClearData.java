package io.tributary.participants.privacy;

import io.tributary.participants.care.Repair;
import io.tributary.participants.care.RunCare;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets go what is stored of a tenant's communications, or of those of one record that no other record takes part in, so that a fresh sync builds it
 * anew. Participants of whom people decided something stay, with their decisions: no machine undoes these, nor does clearing.
 */
public final class ClearData {

  /** Of the record, or all where it is null. */
  private static final String CHOSEN = """
      select m.id from messages m
      where m.tenant = ? and (?::bigint is null or exists (
          select from message_participants r join participant_links l on l.tenant = r.tenant and l.participant_id = r.participant_id
          where r.tenant = m.tenant and r.message_id = m.id and l.record_id = ?::bigint)
        and not exists (
          select from message_participants r join participant_links l on l.tenant = r.tenant and l.participant_id = r.participant_id
          where r.tenant = m.tenant and r.message_id = m.id and l.record_id <> ?::bigint))""";

  /** The facts stay until the nulls that follow are published. */
  private static final String LET_GO = """
      with chosen as materialized (%s),
      days as (
        insert into stale_days (tenant, channel, day)
        select distinct m.tenant, m.channel, (m.sent_at at time zone 'UTC')::date
        from messages m join chosen using (id) where m.tenant = ? order by 1, 2, 3
        on conflict (tenant, channel, day) do update set marks = stale_days.marks + 1),
      facts as (
        update message_facts f set gone = true, version = f.version + 1 from chosen c where f.tenant = ? and f.message_id = c.id),
      gone as (
        delete from messages m using chosen c where m.tenant = ? and m.id = c.id returning m.id)
      select count(*) from gone""".formatted(CHOSEN);

  /** Each takes the tenant. */
  private static final List<String> STEPS = List.of(
      """
      delete from conversation_participants p where p.tenant = ? and not exists (
        select from message_participants r join messages m on m.tenant = r.tenant and m.id = r.message_id
        where r.tenant = p.tenant and r.participant_id = p.participant_id and m.conversation_id = p.conversation_id)""",
      """
      delete from conversation_refs f where f.tenant = ? and not exists (
        select from messages m where m.tenant = f.tenant and m.conversation_id = f.conversation_id)""",
      """
      delete from conversations c where c.tenant = ? and not exists (
        select from messages m where m.tenant = c.tenant and m.conversation_id = coalesce(c.merged_into, c.id))""",
      """
      with gone as (
        update participants p set erased_at = clock_timestamp()
        where p.tenant = ? and p.erased_at is null
          and not exists (select from message_participants r where r.tenant = p.tenant and r.participant_id = coalesce(p.merged_into, p.id))
          and not exists (select from link_decisions d where d.tenant = p.tenant and d.participant_id = coalesce(p.merged_into, p.id))
        returning p.tenant, p.id),
      aliases as (
        delete from participant_aliases a using gone where a.tenant = gone.tenant and a.participant_id = gone.id),
      evidence as (
        delete from participant_evidence e using gone where e.tenant = gone.tenant and e.participant_id = gone.id),
      matched as (
        delete from participant_identities i using gone where i.tenant = gone.tenant and i.participant_id = gone.id),
      names as (
        delete from participant_names n using gone where n.tenant = gone.tenant and n.participant_id = gone.id)
      update participant_links l set status = 'UNLINKED', record_id = null, secondary_record_id = null, method = null, confidence = null,
        candidates = '{}', candidate_reasons = '{}', linked_by = null, reason = 'cleared', gone = true, version = l.version + 1,
        changed_at = clock_timestamp()
      from gone where l.tenant = gone.tenant and l.participant_id = gone.id""");

  private static final String ALL_LISTS = "delete from list_addresses where tenant = ?";

  private final Database database;
  private final RunCare care;
  private final PublishedRows published;

  public ClearData(Database database, RunCare care, PublishedRows published) {
    this.database = database;
    this.care = care;
    this.published = published;
  }

  /** What a clearing concerns, or concerned. */
  public record Cleared(long messages, boolean done) {}

  public Cleared plan(String tenant, @Nullable Long record) {
    return database.asWorker(db -> new Cleared(
        db.fetchSingle("select count(*) from (" + CHOSEN + ") chosen", tenant, record, record, record).get(0, Long.class), false));
  }

  /** @param by who asked for it */
  public Cleared clear(String tenant, @Nullable Long record, String by, String reason) {
    var cleared = database.asWorker(db -> clear(db, tenant, record, by, reason));
    for (var repair : List.of(Repair.PARTICIPANT_STATISTICS, Repair.CONVERSATION_STATISTICS, Repair.CONVERSATION_TYPES)) {
      care.repair(repair);
    }
    published.poke();
    return cleared;
  }

  private static Cleared clear(DSLContext db, String tenant, @Nullable Long record, String by, String reason) {
    long messages = db.fetchSingle(LET_GO, tenant, record, record, record, tenant, tenant, tenant).get(0, Long.class);
    STEPS.forEach(step -> db.execute(step, tenant));
    if (record == null) {
      db.execute(ALL_LISTS, tenant);
    }
    PrivacyLog.write(db, tenant, "CLEAR", by, reason, "{\"messages\":%d}".formatted(messages));
    return new Cleared(messages, true);
  }
}
