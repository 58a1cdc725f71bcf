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

  private static final String IDENTITIES = """
      select distinct i.tenant, i.kind, i.value
      from record_identities i join unnest(?::text[], ?::bigint[]) as x (tenant, record_id) using (tenant, record_id)""";

  private static final String WRITE = """
      insert into records (tenant, record_id, epoch, record_version, rules_version, pipeline, display_name, company, deleted, merged_into)
      select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::bigint[])
      on conflict (tenant, record_id) do update set epoch = excluded.epoch, record_version = excluded.record_version,
        rules_version = excluded.rules_version, pipeline = excluded.pipeline, display_name = excluded.display_name, company = excluded.company,
        deleted = excluded.deleted, merged_into = excluded.merged_into
      where (records.epoch, records.record_version, records.rules_version)
        < (excluded.epoch, excluded.record_version, excluded.rules_version)
      returning tenant, record_id""";

  private static final String FORGET_IDENTITIES = """
      delete from record_identities i using unnest(?::text[], ?::bigint[]) as x (tenant, record_id)
      where i.tenant = x.tenant and i.record_id = x.record_id""";

  private static final String WRITE_IDENTITIES = """
      insert into record_identities (tenant, kind, value, record_id, field, requires)
      select tenant, kind, value, record_id, field, case when requires = '' then '{}'::text[] else string_to_array(requires, ',') end
      from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[]) as x (tenant, kind, value, record_id, field, requires)
      on conflict do nothing""";

  private static final String MEETING = """
      select distinct i.tenant, i.participant_id
      from participant_identities i join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value) using (tenant, kind, value)""";

  private static final String LINKED = """
      select l.tenant, l.participant_id
      from participant_links l join unnest(?::text[], ?::bigint[]) as x (tenant, record_id) using (tenant, record_id)""";

  /** What people decided about a merged record holds for its survivor. */
  private static final String FOLLOW = """
      with merged as (
        select r.tenant, r.record_id, r.merged_into
        from records r join unnest(?::text[], ?::bigint[]) as x (tenant, record_id) using (tenant, record_id)
        where r.merged_into is not null),
      moved as (
        delete from link_decisions d using merged m where d.tenant = m.tenant and d.record_id = m.record_id
        returning d.*, m.merged_into)
      insert into link_decisions (tenant, participant_id, record_id, decision, decided_by, decided_at, reason, confidence)
      select distinct on (tenant, participant_id, merged_into)
        tenant, participant_id, merged_into, decision, decided_by, decided_at, reason, confidence
      from moved order by tenant, participant_id, merged_into, decided_at desc
      on conflict (tenant, participant_id, record_id) do update set decision = excluded.decision, decided_by = excluded.decided_by,
        decided_at = excluded.decided_at, reason = excluded.reason, confidence = excluded.confidence
      where link_decisions.decided_at < excluded.decided_at
      returning tenant, participant_id""";

  private record Key(String tenant, long id) {}

  private final DSLContext db;

  KnownRecords(DSLContext db) {
    this.db = db;
  }

  /** What these records hold so far. */
  List<TenantIdentity> identitiesOf(Collection<RecordState> states) {
    return db.fetch(IDENTITIES, Columns.of(states).text(RecordState::getTenant).number(RecordState::getRecordId).bindings())
        .map(row -> new TenantIdentity(row.get(0, String.class), new Identity(row.get(1, String.class), row.get(2, String.class))));
  }

  /** Stores those that are newer than what is known. @return their keys, as the parameters of other statements */
  Object[] store(Collection<RecordState> states) {
    var applied = db.fetch(WRITE, Columns.of(states)
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
        .map(row -> new Key(row.get(0, String.class), row.get(1, Long.class)));
    var keys = Columns.of(applied).text(Key::tenant).number(Key::id).bindings();
    db.execute(FORGET_IDENTITIES, keys);
    writeIdentities(states, Set.copyOf(applied));
    return keys;
  }

  List<ParticipantKey> participantsThatMeet(Collection<TenantIdentity> identities) {
    return participants(MEETING, Columns.of(identities)
        .text(TenantIdentity::tenant)
        .text(identity -> identity.identity().kind())
        .text(identity -> identity.identity().value())
        .bindings());
  }

  List<ParticipantKey> participantsLinkedTo(Object[] records) {
    return participants(LINKED, records);
  }

  /** Hands what people decided about merged records on to their survivors. @return the participants concerned */
  List<ParticipantKey> followSurvivors(Object[] records) {
    return participants(FOLLOW, records);
  }

  private void writeIdentities(Collection<RecordState> states, Set<Key> applied) {
    var held = states.stream()
        .filter(state -> applied.contains(new Key(state.getTenant(), state.getRecordId())))
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

  private List<ParticipantKey> participants(String statement, Object[] bindings) {
    return db.fetch(statement, bindings).map(row -> new ParticipantKey(row.get(0, String.class), row.get(1, Long.class)));
  }
}
