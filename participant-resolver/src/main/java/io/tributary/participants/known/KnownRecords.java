package io.tributary.participants.known;

import io.tributary.events.RecordState;
import io.tributary.participants.rows.Columns;
import io.tributary.participants.rows.IndexKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

  private static final String FORGET_IDENTITIES = """
      delete from record_identities i using %s
      where i.tenant = x.tenant and i.record_id = x.record_id""".formatted(KEYS);

  private static final String WRITE_IDENTITIES = """
      insert into record_identities (tenant, kind, value, record_id, field, requires)
      select tenant, kind, value, record_id, field, case when requires = '' then '{}'::text[] else string_to_array(requires, ',') end
      from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[]) as x (tenant, kind, value, record_id, field, requires)
      on conflict do nothing""";

  private static final String FORGET_VALUES = """
      delete from record_match_values v using %s
      where v.tenant = x.tenant and v.record_id = x.record_id""".formatted(KEYS);

  private static final String WRITE_VALUES = """
      insert into record_match_values (tenant, record_id, field, value)
      select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[])
      on conflict do nothing""";

  private record Key(String tenant, long id) {}

  private record Compared(String tenant, long recordId, String field, String value) {}

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
    replaceValues(states);
  }

  private void replaceValues(List<RecordState> states) {
    db.execute(FORGET_VALUES, keys(states));
    var values = states.stream()
        .filter(HeldBy::holds)
        .flatMap(state -> state.getMatchValues().stream()
            .map(value -> new Compared(state.getTenant(), state.getRecordId(), value.getField(), IndexKey.of(value.getValue()))))
        .distinct()
        .sorted(Comparator.comparing(Compared::tenant).thenComparing(Compared::recordId).thenComparing(Compared::field))
        .toList();
    db.execute(WRITE_VALUES, Columns.of(values)
        .text(Compared::tenant).number(Compared::recordId).text(Compared::field).text(Compared::value).bindings());
  }

  private static Object[] keys(List<RecordState> states) {
    return Columns.of(states).text(RecordState::getTenant).number(RecordState::getRecordId).bindings();
  }
}
