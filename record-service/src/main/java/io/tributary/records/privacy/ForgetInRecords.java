package io.tributary.records.privacy;

import io.micrometer.core.instrument.Metrics;
import io.tributary.events.PersonErased;
import io.tributary.records.changes.HeldIdentifiers;
import io.tributary.records.changes.PipelineRules;
import io.tributary.records.rules.RulesStore;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import io.tributary.service.privacy.ForgetPeople;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes which fields of which records hold an identifier of a person who was erased, and takes it from them where that was asked for. The capture
 * publishes what they hold then, as after any change, so that syncs and links follow. What is merged is treated like the rest: it counts for its survivor.
 */
final class ForgetInRecords implements BatchHandler<PersonErased> {

  private static final Logger LOG = LoggerFactory.getLogger(ForgetInRecords.class);

  /** Records of a transaction. */
  private static final int AT_ONCE = 200;

  private static final String LOCK = """
      select id, pipeline_id, data::text as data from records where tenant = ? and id = any(?::bigint[]) order by id for update""";

  /** What a survivor was given of a record that was merged into it, by the survivor's fields. */
  private static final String GIVEN = """
      select m.record_id as id, s.pipeline_id, m.given::text as data
      from record_merges m join records s on s.tenant = m.tenant and s.id = m.survivor_id
      where m.tenant = ? and m.survivor_id = any(?::bigint[]) order by m.record_id for update of m""";

  /** The first report stands: a second delivery would find nothing any more. */
  private static final String NOTE = """
      insert into record_erasures (tenant, erasure_id, record_id, fields, erased)
      select ?, ?, x.id, array(select jsonb_object_keys(x.changed) order by 1), ?
      from unnest(?::bigint[], ?::jsonb[]) as x (id, changed)
      on conflict do nothing""";

  private static final String TAKE = """
      update records r set data = merged_data(r.data, x.changed)
      from unnest(?::bigint[], ?::jsonb[]) as x (id, changed) where r.tenant = ? and r.id = x.id""";

  private static final String TAKE_GIVEN = """
      update record_merges m set given = merged_data(m.given, x.changed)
      from unnest(?::bigint[], ?::jsonb[]) as x (id, changed) where m.tenant = ? and m.record_id = x.id""";

  private final Database database;
  private final RulesStore rules;
  private final JsonMapper json;

  ForgetInRecords(Database database, RulesStore rules, JsonMapper json) {
    this.database = database;
    this.rules = rules;
    this.json = json;
  }

  /** @param changed by row, the fields that change */
  private record Found(Long[] ids, String[] changed) {}

  @Override
  public void handle(List<Received<PersonErased>> batch) {
    batch.stream().map(Received::value).filter(Objects::nonNull).forEach(this::forget);
  }

  private void forget(PersonErased person) {
    var ids = person.getRecordIds().stream().sorted().toList();
    int concerned = 0;
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      var some = ids.subList(from, Math.min(from + AT_ONCE, ids.size())).toArray(Long[]::new);
      concerned += database.asWorker(db -> forget(db, person, some));
    }
    if (concerned > 0) {
      Metrics.counter(ForgetPeople.ERASED_ROWS, "table", "records").increment(concerned);
      LOG.info("Erasure {} concerns {} records", person.getErasureId(), concerned);
    }
  }

  private int forget(DSLContext db, PersonErased person, Long[] ids) {
    var tenant = person.getTenant();
    var held = new HeldIdentifiers(person.getIdentifiers());
    var found = found(db.fetch(LOCK, tenant, ids), tenant, held);
    db.execute(NOTE, tenant, UUID.fromString(person.getErasureId()), person.getFromRecords(), found.ids(), found.changed());
    if (person.getFromRecords()) {
      var given = found(db.fetch(GIVEN, tenant, ids), tenant, held);
      db.execute(TAKE, found.ids(), found.changed(), tenant);
      db.execute(TAKE_GIVEN, given.ids(), given.changed(), tenant);
    }
    return found.ids().length;
  }

  private Found found(List<? extends Record> rows, String tenant, HeldIdentifiers held) {
    Map<Long, Optional<PipelineRules>> known = new HashMap<>();
    var ids = new ArrayList<Long>();
    var changes = new ArrayList<String>();
    for (var row : rows) {
      known.computeIfAbsent(row.get("pipeline_id", Long.class), pipeline -> rules.of(tenant, pipeline)).ifPresent(of -> {
        var changed = held.without(json.readTree(row.get("data", String.class)), of);
        if (!changed.isEmpty()) {
          ids.add(row.get("id", Long.class));
          changes.add(changed.toString());
        }
      });
    }
    return new Found(ids.toArray(Long[]::new), changes.toArray(String[]::new));
  }
}
