package io.tributary.participants.known;

import io.tributary.events.RecordState;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * Records and all that were merged into them, directly or by way of others. What these hold, and what people decided about them, counts for the
 * survivor at the end of the chain as long as the merge stands; nothing is moved, so a merge that is taken back leaves no trace.
 */
final class MergedFamily {

  private static final String KEYS = "unnest(?::text[], ?::bigint[]) as x (tenant, record_id)";

  /**
   * Of the whole family, who survives whom, and whether something else is stored. A circle of merges has no survivor: each of its records points to one that was
   * merged itself. Every step by its index: nearly no record was ever merged, which the planner does not know while the table is young.
   */
  private static final String SURVIVORS = """
      with recursive family as (
        select tenant, record_id from %s
        union
        select r.tenant, r.record_id
        from family f cross join lateral (
          select tenant, record_id from records where tenant = f.tenant and merged_into = f.record_id offset 0) r),
      chain as (
        select f.tenant, f.record_id, r.merged_into, 1 as depth
        from family f cross join lateral (
          select merged_into from records where tenant = f.tenant and record_id = f.record_id offset 0) r
        where r.merged_into is not null
        union all
        select c.tenant, c.record_id, r.merged_into, c.depth + 1
        from chain c cross join lateral (
          select merged_into from records where tenant = c.tenant and record_id = c.merged_into offset 0) r
        where r.merged_into is not null and c.depth < 100),
      survivors as (
        select distinct on (tenant, record_id) tenant, record_id, merged_into as survivor_id
        from chain order by tenant, record_id, depth desc)
      select f.tenant, f.record_id, s.survivor_id, r.survivor_id is distinct from s.survivor_id as differs
      from family f
      cross join lateral (select survivor_id from records where tenant = f.tenant and record_id = f.record_id offset 0) r
      left join survivors s using (tenant, record_id)
      order by f.tenant, f.record_id""".formatted(KEYS);

  private static final String WRITE = """
      update records r set survivor_id = x.survivor_id
      from unnest(?::text[], ?::bigint[], ?::bigint[]) as x (tenant, record_id, survivor_id)
      where r.tenant = x.tenant and r.record_id = x.record_id""";

  private static final String IDENTITIES = """
      select distinct i.tenant, i.kind, i.value
      from record_identities i join %s using (tenant, record_id)""".formatted(KEYS);

  /** Those that were linked to one of the records, by whom ever; and those that people decided about, while it was deleted or merged. */
  private static final String PARTICIPANTS = """
      with keys as (select * from %s)
      select l.tenant, l.participant_id from participant_links l join keys using (tenant, record_id)
      union
      select d.tenant, d.participant_id from link_decisions d join keys using (tenant, record_id)
      union
      select i.tenant, i.participant_id
      from identifier_rules s join keys using (tenant, record_id) join participant_identities i using (tenant, kind, value)""".formatted(KEYS);

  private final DSLContext db;
  private final Object[] keys;

  private MergedFamily(DSLContext db, Object[] keys) {
    this.db = db;
    this.keys = keys;
  }

  /** Says anew who survives whom. */
  static MergedFamily of(DSLContext db, List<RecordState> changed) {
    var found = db.fetch(SURVIVORS, Columns.of(changed).text(RecordState::getTenant).number(RecordState::getRecordId).bindings());
    var differing = found.stream().filter(row -> row.get("differs", Boolean.class)).toList();
    if (!differing.isEmpty()) {
      db.execute(WRITE, Columns.of(differing)
          .text(row -> row.get(0, String.class)).number(row -> row.get(1, Long.class)).number(row -> row.get(2, Long.class)).bindings());
    }
    return new MergedFamily(db, Columns.of(found).text(row -> row.get(0, String.class)).number(row -> row.get(1, Long.class)).bindings());
  }

  /** What its records hold so far. */
  List<TenantIdentity> identities() {
    return db.fetch(IDENTITIES, keys)
        .map(row -> new TenantIdentity(row.get(0, String.class), new Identity(row.get(1, String.class), row.get(2, String.class))));
  }

  Set<ParticipantKey> participants() {
    return db.fetch(PARTICIPANTS, keys).stream()
        .map(row -> new ParticipantKey(row.get(0, String.class), row.get(1, Long.class)))
        .collect(Collectors.toSet());
  }
}
