package io.tributary.participants.care;

import java.time.Duration;
import java.util.List;

/**
 * One statement that finds what differs from what it should be, and repairs it; in a healthy system it finds nothing. What is read and what is
 * compared are of one snapshot, and counters are corrected by the difference, so whoever counts at the same moment is not overwritten.
 */
public enum Repair {

  /** No repair in the end: time alone makes conversations hot and cold. */
  HOT_CONVERSATIONS(Duration.ofHours(1), """
      update conversations c set is_hot = coalesce(now.hot, false)
      from (
        select v.tenant, v.id,
          (select count(*) from (
            select from messages m where m.tenant = v.tenant and m.conversation_id = v.id and m.sent_at > clock_timestamp() - interval '1 day'
              and m.sent_at <= clock_timestamp() limit 10) day) >= 10
          or v.last_accessed_at > clock_timestamp() - interval '1 day' and (select count(*) from (
            select from messages m where m.tenant = v.tenant and m.conversation_id = v.id and m.sent_at > clock_timestamp() - interval '7 days'
              and m.sent_at <= clock_timestamp() limit 3) week) >= 3 as hot
        from conversations v
        where v.merged_into is null and (v.is_hot or v.last_message_at > clock_timestamp() - interval '7 days')) now
      where c.tenant = now.tenant and c.id = now.id and c.is_hot is distinct from coalesce(now.hot, false)"""),

  CONNECTION_STATISTICS(Duration.ofHours(4), """
      update connections c set message_count = now.copies, last_message_at = now.last_at
      from (
        select k.tenant, k.account, m.channel, count(*) as copies, max(m.sent_at) as last_at
        from message_copies k join messages m on m.tenant = k.tenant and m.id = k.message_id
        group by 1, 2, 3) now
      where c.tenant = now.tenant and c.account = now.account and c.channel = now.channel
        and (c.message_count <> now.copies or c.last_message_at is distinct from now.last_at)"""),

  CONVERSATION_STATISTICS(Duration.ofHours(6), """
      update conversations c set message_count = c.message_count + d.messages, unread_count = c.unread_count + d.unread,
        first_message_at = d.first_at, last_message_at = d.last_at
      from (
        select v.tenant, v.id, coalesce(n.messages, 0) - v.message_count as messages, coalesce(n.unread, 0) - v.unread_count as unread,
          n.first_at, n.last_at, v.first_message_at, v.last_message_at
        from conversations v
        left join (
          select tenant, conversation_id, count(*) as messages, count(*) filter (where unread and direction = 'INBOUND') as unread,
            min(sent_at) as first_at, max(sent_at) as last_at
          from messages group by 1, 2) n on n.tenant = v.tenant and n.conversation_id = v.id
        where v.merged_into is null) d
      where c.tenant = d.tenant and c.id = d.id and (d.messages <> 0 or d.unread <> 0
        or (d.first_at, d.last_at) is distinct from (d.first_message_at, d.last_message_at))"""),

  PARTICIPANT_STATISTICS(Duration.ofHours(6), """
      insert into conversation_participants as p (tenant, conversation_id, participant_id, message_count, first_message_at, last_message_at)
      select n.tenant, n.conversation_id, n.participant_id, n.messages, n.first_at, n.last_at
      from (
        select m.tenant, m.conversation_id, r.participant_id, count(distinct m.id) as messages, min(m.sent_at) as first_at, max(m.sent_at) as last_at
        from message_participants r join messages m on m.tenant = r.tenant and m.id = r.message_id
        group by 1, 2, 3) n
      left join conversation_participants was using (tenant, conversation_id, participant_id)
      where was.message_count is distinct from n.messages
        or (was.first_message_at, was.last_message_at) is distinct from (n.first_at, n.last_at)
      order by 1, 2, 3
      on conflict (tenant, conversation_id, participant_id) do update set message_count = excluded.message_count,
        first_message_at = excluded.first_message_at, last_message_at = excluded.last_message_at"""),

  /** The type follows from these. */
  CONVERSATION_TYPES(Duration.ofHours(12), """
      update conversations c set participant_count = c.participant_count + d.people, bulk_count = c.bulk_count + d.bulk
      from (
        select v.tenant, v.id, coalesce(p.people, 0) - v.participant_count as people, coalesce(m.bulk, 0) - v.bulk_count as bulk
        from conversations v
        left join (select tenant, conversation_id, count(*) as people from conversation_participants group by 1, 2) p
          on p.tenant = v.tenant and p.conversation_id = v.id
        left join (select tenant, conversation_id, count(*) as bulk from messages where bulk in ('LIST', 'BULK') group by 1, 2) m
          on m.tenant = v.tenant and m.conversation_id = v.id
        where v.merged_into is null) d
      where c.tenant = d.tenant and c.id = d.id and (d.people <> 0 or d.bulk <> 0)""");

  /** What messages are counted in; in this order, whoever lets messages go puts it right. */
  public static final List<Repair> COUNTERS = List.of(PARTICIPANT_STATISTICS, CONVERSATION_STATISTICS, CONVERSATION_TYPES);

  private final Duration every;
  private final String statement;

  Repair(Duration every, String statement) {
    this.every = every;
    this.statement = statement;
  }

  Duration every() {
    return every;
  }

  String statement() {
    return statement;
  }
}
