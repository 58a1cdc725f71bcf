package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.rows.Columns;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Adds to messages that are stored what another copy of them shows: that one of ours sent it, the class that its headers tell, when it first came. A copy
 * without headers, or in the mailbox of who got it, may be the first that is read.
 */
final class CompleteMessages {

  private static final String COMPLETE = """
      with known as (
        select m.tenant, m.id, %3$s as was_to_many, %1$s > %2$s as says_more, x.bulk, x.outbound, x.received_at
        from messages m join unnest(?::text[], ?::bigint[], ?::text[], ?::boolean[], ?::text[]::timestamptz[])
          as x (tenant, id, bulk, outbound, received_at) using (tenant, id)
        where %1$s > %2$s or x.outbound and not m.outbound or x.received_at < coalesce(m.received_at, 'infinity')
        order by m.tenant, m.id for no key update of m)
      update messages m set bulk = case when k.says_more then k.bulk else m.bulk end, outbound = m.outbound or k.outbound,
        received_at = least(m.received_at, k.received_at)
      from known k where m.tenant = k.tenant and m.id = k.id
      returning m.tenant, m.channel, m.external_id, %3$s and not k.was_to_many"""
      .formatted(BulkRank.RANK.formatted("x.bulk"), BulkRank.RANK.formatted("m.bulk"), BulkRank.IS_TO_MANY.formatted("m.bulk"));

  /** @param changed messages that something was added to @param toMany those of them that turned out to be written to many */
  record Completed(Set<Key> changed, Set<Key> toMany) {}

  private final DSLContext db;

  CompleteMessages(DSLContext db) {
    this.db = db;
  }

  /** @param known observations of messages that were stored before */
  Completed complete(List<Observed> known, Map<Key, Long> ids) {
    var completed = new Completed(new HashSet<>(), new HashSet<>());
    var telling = known.stream()
        .filter(message -> !message.bulk().equals("NONE") || OwnSides.outbound(message) || message.receivedAt() != null)
        .toList();
    if (!telling.isEmpty()) {
      db.fetch(COMPLETE, Columns.of(telling)
          .text(Observed::tenant)
          .number(message -> Objects.requireNonNull(ids.get(message.key())))
          .text(Observed::bulk)
          .bool(OwnSides::outbound)
          .time(Observed::receivedAt)
          .bindings()).forEach(row -> {
            var key = new Key(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class));
            completed.changed().add(key);
            if (row.get(3, Boolean.class)) {
              completed.toMany().add(key);
            }
          });
    }
    return completed;
  }
}
