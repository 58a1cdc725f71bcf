package io.tributary.participants.known;

import io.tributary.events.RecordState;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** What is known of records, by their states alone. */
final class KnownRecords {

  private static final String KEYS = "unnest(?::text[], ?::bigint[]) as x (tenant, record_id)";

  private static final String WRITE = """
      insert into records (tenant, record_id, epoch, record_version, rules_version, pipeline, display_name, company, deleted, merged_into)
      select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::bigint[])
      on conflict (tenant, record_id) do update set epoch = excluded.epoch, record_version = excluded.record_version,
        rules_version = excluded.rules_version, pipeline = excluded.pipeline, display_name = excluded.display_name, company = excluded.company,
        deleted = excluded.deleted, merged_into = excluded.merged_into
      where (records.epoch, records.record_version, records.rules_version)
        < (excluded.epoch, excluded.record_version, excluded.rules_version)
      returning tenant, record_id""";

  private static final String MAKE_SETTINGS = """
      insert into tenant_settings (tenant, version)
      select distinct tenant, -1 from unnest(?::text[]) as x (tenant) order by tenant
      on conflict do nothing""";

  private static final String IDENTITIES = """
      select distinct i.tenant, i.kind, i.value
      from record_identities i join %s using (tenant, record_id)""".formatted(KEYS);

  private static final String FORGET_IDENTITIES = """
      delete from record_identities i using %s
      where i.tenant = x.tenant and i.record_id = x.record_id""".formatted(KEYS);

  private static final String WRITE_IDENTITIES = """
      insert into record_identities (tenant, kind, value, record_id, field, requires)
      select tenant, kind, value, record_id, field, case when requires = '' then '{}'::text[] else string_to_array(requires, ',') end
      from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[]) as x (tenant, kind, value, record_id, field, requires)
      on conflict do nothing""";

  /** Those that were linked to one of the records, by whom ever; and those that a person linked, while it was deleted. */
  private static final String PARTICIPANTS = """
      with keys as (select * from %s)
      select l.tenant, l.participant_id from participant_links l join keys using (tenant, record_id)
      union
      select d.tenant, d.participant_id from link_decisions d join keys using (tenant, record_id)""".formatted(KEYS);

  /** What people decided about a merged record holds for its survivor, also where that was merged in turn. */
  private static final String FOLLOW = """
      with recursive chain as (
        select r.tenant, r.record_id, r.merged_into, 1 as depth
        from records r join %s using (tenant, record_id)
        where r.merged_into is not null
        union all
        select c.tenant, c.record_id, r.merged_into, c.depth + 1
        from chain c join records r on r.tenant = c.tenant and r.record_id = c.merged_into
        where r.merged_into is not null and c.depth < 100),
      survivor as (
        select distinct on (tenant, record_id) tenant, record_id, merged_into as survivor
        from chain order by tenant, record_id, depth desc),
      moved as (
        delete from link_decisions d using survivor s where d.tenant = s.tenant and d.record_id = s.record_id
        returning d.*, s.survivor)
      insert into link_decisions (tenant, participant_id, record_id, decision, decided_by, decided_at, reason, confidence)
      select distinct on (tenant, participant_id, survivor)
        tenant, participant_id, survivor, decision, decided_by, decided_at, reason, confidence
      from moved order by tenant, participant_id, survivor, decided_at desc
      on conflict (tenant, participant_id, record_id) do update set decision = excluded.decision, decided_by = excluded.decided_by,
        decided_at = excluded.decided_at, reason = excluded.reason, confidence = excluded.confidence
      where link_decisions.decided_at < excluded.decided_at
      returning tenant, participant_id""".formatted(KEYS);

  private record Key(String tenant, long id) {}

  private final DSLContext db;

  KnownRecords(DSLContext db) {
    this.db = db;
  }

  /** Stores those that are newer than what is known, and locks them. @return these */
  List<RecordState> store(Collection<RecordState> states) {
    var newer = db.fetch(WRITE, Columns.of(states)
            .text(RecordState::getTenant)
            .number(RecordState::getRecordId)
            .number(state -> state.getPosition().getEpoch())
            .number(state -> state.getPosition().getRecordVersion())
            .number(state -> state.getPosition().getRulesVersion())
            .text(RecordState::getPipeline)
            .text(RecordState::getDisplayName)
            .bool(RecordState::getCompanyPipeline)
            .bool(RecordState::getDeleted)
            .number(RecordState::getMergedInto)
            .bindings())
        .stream()
        .map(row -> new Key(row.get(0, String.class), row.get(1, Long.class)))
        .collect(Collectors.toSet());
    db.execute(MAKE_SETTINGS, Columns.of(states).text(RecordState::getTenant).bindings());
    return states.stream().filter(state -> newer.contains(new Key(state.getTenant(), state.getRecordId()))).toList();
  }

  /** What these records hold so far. */
  List<TenantIdentity> identitiesOf(List<RecordState> states) {
    return db.fetch(IDENTITIES, keys(states))
        .map(row -> new TenantIdentity(row.get(0, String.class), new Identity(row.get(1, String.class), row.get(2, String.class))));
  }

  void replaceIdentities(List<RecordState> states) {
    db.execute(FORGET_IDENTITIES, keys(states));
    var held = states.stream()
        .flatMap(HeldBy::of)
        .sorted(Comparator.comparing(HeldBy::tenantIdentity).thenComparing(HeldBy::recordId))
        .toList();
    db.execute(WRITE_IDENTITIES, Columns.of(held)
        .text(HeldBy::tenant)
        .text(one -> one.identity().kind())
        .text(one -> one.identity().value())
        .number(HeldBy::recordId)
        .text(HeldBy::field)
        .text(one -> one.requires().stream().sorted().collect(Collectors.joining(",")))
        .bindings());
  }

  Set<ParticipantKey> participantsOf(List<RecordState> states) {
    return participants(PARTICIPANTS, keys(states));
  }

  /** Hands what people decided about merged records on to their survivors. @return the participants concerned */
  Set<ParticipantKey> followSurvivors(List<RecordState> states) {
    return participants(FOLLOW, keys(states));
  }

  private Set<ParticipantKey> participants(String statement, Object[] keys) {
    return db.fetch(statement, keys).stream()
        .map(row -> new ParticipantKey(row.get(0, String.class), row.get(1, Long.class)))
        .collect(Collectors.toSet());
  }

  private static Object[] keys(List<RecordState> states) {
    return Columns.of(states).text(RecordState::getTenant).number(RecordState::getRecordId).bindings();
  }
}
