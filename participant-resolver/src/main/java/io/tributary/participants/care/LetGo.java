package io.tributary.participants.care;

import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets go messages, and what is left of conversations and participants without them. Facts and links stay until the nulls that follow are published.
 * Participants of whom people decided something stay, with their decisions.
 */
public final class LetGo {

  private static final String STATEMENT = """
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
      select count(*) from gone""";

  /**
   * Participants of the tenant who are left without messages, of whom nobody decided anything. Each part of the condition has an index of its own, which
   * one coalesce over both columns would not use.
   */
  private static final String LEFT = """
      p.tenant = ? and p.erased_at is null
      and (?::bigint[] is null or p.merged_into is null and p.id = any(?::bigint[]) or p.merged_into = any(?::bigint[]))
      and not exists (select from message_participants r where r.tenant = p.tenant and r.participant_id = coalesce(p.merged_into, p.id))
      and not exists (select from link_decisions d where d.tenant = p.tenant and d.participant_id = coalesce(p.merged_into, p.id))""";

  /** Its own statement, and before: a decision that is just being taken is waited for here, and seen by the next one, which takes nobody else. */
  private static final String LOCK = "select coalesce(array_agg(id), '{}') from (select p.id from participants p where %s order by p.id for update) held".formatted(LEFT);

  private static final String TOOK_PART = """
      select distinct participant_id from conversation_participants where tenant = ? and conversation_id = any(?::bigint[])""";

  private static final String PARTICIPANTS = """
      with gone as (
        update participants p set erased_at = clock_timestamp() where p.id = any(?::bigint[]) and %s
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
      from gone where l.tenant = gone.tenant and l.participant_id = gone.id""".formatted(LEFT);

  /** Each takes the tenant, and twice its conversations. */
  private static final List<String> WHAT_NAMED_THEM = List.of(
      """
      delete from conversation_participants p where p.tenant = ? and (?::bigint[] is null or p.conversation_id = any(?::bigint[])) and not exists (
        select from message_participants r join messages m on m.tenant = r.tenant and m.id = r.message_id
        where r.tenant = p.tenant and r.participant_id = p.participant_id and m.conversation_id = p.conversation_id)""",
      """
      delete from conversation_refs f where f.tenant = ? and (?::bigint[] is null or f.conversation_id = any(?::bigint[])) and not exists (
        select from messages m where m.tenant = f.tenant and m.conversation_id = f.conversation_id)""");

  private static final String CONVERSATIONS = """
      delete from conversations c
      where c.tenant = ? and (?::bigint[] is null or c.merged_into is null and c.id = any(?::bigint[]) or c.merged_into = any(?::bigint[]))
        and not exists (select from messages m where m.tenant = c.tenant and m.conversation_id = coalesce(c.merged_into, c.id))""";

  /**
   * A statement that lets messages go, and tells how many.
   *
   * @param chosen selects the ids of messages of one tenant; after its own parameters the statement takes the tenant three times
   */
  public static String statement(String chosen) {
    return STATEMENT.formatted(chosen);
  }

  /** @param conversations in which messages were let go; null for any of the tenant */
  public static void leftovers(DSLContext db, String tenant, Long @Nullable [] conversations) {
    // First of all: which participants are concerned is said by where they took part.
    var participants = conversations == null
        ? null
        : db.fetch(TOOK_PART, tenant, conversations).getValues(0, Long.class).toArray(Long[]::new);
    // One array: a clearing lets go as many as a tenant has, and a row each would not fit the heap.
    var locked = db.fetchSingle(LOCK, tenant, participants, participants, participants).get(0, Long[].class);
    db.execute(PARTICIPANTS, locked, tenant, participants, participants, participants);
    WHAT_NAMED_THEM.forEach(step -> db.execute(step, tenant, conversations, conversations));
    db.execute(CONVERSATIONS, tenant, conversations, conversations, conversations);
  }

  private LetGo() {}
}
