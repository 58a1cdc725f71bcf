package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;

/**
 * Adds to messages that are stored what another copy of them shows: that one of ours sent it, the class that its headers tell, when it first came. A copy
 * without headers, or in the mailbox of who got it, may be the first that is read.
 */
final class CompleteMessages {

  private static final String COMPLETE = """
      with known as (
        select m.tenant, m.id, m.bulk = 'NONE' and x.bulk in ('LIST', 'BULK') as bulk_now, x.bulk, x.outbound, x.received_at
        from messages m join unnest(?::text[], ?::bigint[], ?::text[], ?::boolean[], ?::text[]::timestamptz[])
          as x (tenant, id, bulk, outbound, received_at) using (tenant, id)
        where m.bulk = 'NONE' and x.bulk <> 'NONE' or x.outbound and not m.outbound or x.received_at < coalesce(m.received_at, 'infinity')
        order by m.tenant, m.id for no key update of m),
      completed as (
        update messages m set bulk = case m.bulk when 'NONE' then k.bulk else m.bulk end, outbound = m.outbound or k.outbound,
          received_at = least(m.received_at, k.received_at)
        from known k where m.tenant = k.tenant and m.id = k.id
        returning m.tenant, m.channel, m.external_id, m.conversation_id, k.bulk_now),
      counted as (
        update conversations c set bulk_count = c.bulk_count + n.more
        from (select tenant, conversation_id, count(*) as more from completed where bulk_now group by 1, 2) n
        where c.tenant = n.tenant and c.id = n.conversation_id)
      select tenant, channel, external_id from completed""";

  private final DSLContext db;

  CompleteMessages(DSLContext db) {
    this.db = db;
  }

  /** @param known observations of messages that were stored before @return messages that something was added to */
  Collection<Key> complete(List<Observed> known, Map<Key, Long> ids) {
    var telling = known.stream()
        .filter(message -> !message.bulk().equals("NONE") || OwnSides.outbound(message) || message.receivedAt() != null)
        .toList();
    return telling.isEmpty() ? List.of() : db.fetch(COMPLETE, Columns.of(telling)
            .text(Observed::tenant)
            .number(message -> Objects.requireNonNull(ids.get(message.key())))
            .text(Observed::bulk)
            .bool(OwnSides::outbound)
            .time(Observed::receivedAt)
            .bindings())
        .map(row -> new Key(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)));
  }
}
