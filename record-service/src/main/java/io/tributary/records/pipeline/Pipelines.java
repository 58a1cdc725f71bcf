package io.tributary.records.pipeline;

import static io.tributary.records.jooq.Tables.DUPLICATE_RULES;
import static io.tributary.records.jooq.Tables.PIPELINES;
import static io.tributary.records.jooq.Tables.PIPELINE_FIELDS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import io.tributary.service.database.Database;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record1;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pipelines of tenants. */
@Component
public class Pipelines {

  private final Database database;
  private final JsonMapper json;

  Pipelines(Database database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** By name. */
  Page<Pipeline> list(String tenant, PageRequest page) {
    var cursor = page.cursor();
    var condition = cursor == null ? PIPELINES.TENANT.eq(tenant) : PIPELINES.TENANT.eq(tenant).and(PIPELINES.NAME.gt(CursorCodec.decode(cursor, 1).getFirst()));
    var found = database.inTenant(tenant, db -> find(db, condition, page.limit() + 1));
    if (found.size() <= page.limit()) {
      return new Page<>(found, null);
    }
    var items = found.subList(0, page.limit());
    return new Page<>(items, CursorCodec.encode(items.getLast().name()));
  }

  /** @throws Problem 404 if the tenant has no such pipeline */
  public Pipeline byId(String tenant, long id) {
    return database.inTenant(tenant, db -> find(db, PIPELINES.TENANT.eq(tenant).and(PIPELINES.ID.eq(id)), 1)).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("pipeline", id));
  }

  public Optional<Pipeline> byName(String tenant, String name) {
    return database.inTenant(tenant, db -> find(db, PIPELINES.TENANT.eq(tenant).and(PIPELINES.NAME.eq(name)), 1)).stream().findFirst();
  }

  Pipeline create(String tenant, Pipeline pipeline) {
    try {
      var id = database.inTenant(tenant, db -> insert(db, tenant, pipeline));
      return byId(tenant, id);
    } catch (DuplicateKeyException e) {
      throw Problem.conflict("There is a pipeline %s already.".formatted(pipeline.name()));
    }
  }

  /** @param fields which it has not got; they stand behind those it has */
  void addFields(String tenant, Pipeline pipeline, List<Pipeline.Field> fields) {
    if (fields.isEmpty()) {
      return;
    }
    try {
      database.runInTenant(tenant, db -> insertFields(db, tenant, pipeline.id(), fields, pipeline.fields().size()));
    } catch (DuplicateKeyException e) {
      throw Problem.conflict("Somebody else adds such a field to the pipeline %s just now.".formatted(pipeline.name()));
    }
  }

  void storeRules(String tenant, long id, JsonNode rules) {
    var text = JSONB.valueOf(rules.toString());
    // Rules that say the same are not written: they would have the whole pipeline scanned again.
    database.runInTenant(tenant, db -> db.insertInto(DUPLICATE_RULES, DUPLICATE_RULES.TENANT, DUPLICATE_RULES.PIPELINE_ID, DUPLICATE_RULES.RULES)
        .values(tenant, id, text)
        .onConflict(DUPLICATE_RULES.TENANT, DUPLICATE_RULES.PIPELINE_ID)
        .doUpdate()
        .set(DUPLICATE_RULES.RULES, text)
        .set(DUPLICATE_RULES.CHANGED_AT, org.jooq.impl.DSL.currentOffsetDateTime())
        .where(DUPLICATE_RULES.RULES.ne(text))
        .execute());
  }

  /** @param names of fields of the pipeline; all others trigger no longer */
  void storeTriggers(String tenant, long id, List<String> names) {
    var triggers = PIPELINE_FIELDS.NAME.in(names);
    // As with rules: a field that says the same is not written.
    database.runInTenant(tenant, db -> db.update(PIPELINE_FIELDS)
        .set(PIPELINE_FIELDS.TRIGGERS_SYNC, field(triggers))
        .where(PIPELINE_FIELDS.TENANT.eq(tenant), PIPELINE_FIELDS.PIPELINE_ID.eq(id), PIPELINE_FIELDS.TRIGGERS_SYNC.ne(field(triggers)))
        .execute());
  }

  private static long insert(DSLContext db, String tenant, Pipeline pipeline) {
    var id = db.insertInto(PIPELINES, PIPELINES.TENANT, PIPELINES.NAME, PIPELINES.COMPANY)
        .values(tenant, pipeline.name(), pipeline.company())
        .returningResult(PIPELINES.ID)
        .fetchSingle()
        .value1();
    insertFields(db, tenant, id, pipeline.fields(), 0);
    return id;
  }

  private static void insertFields(DSLContext db, String tenant, long id, List<Pipeline.Field> fields, int position) {
    db.insertInto(PIPELINE_FIELDS, PIPELINE_FIELDS.TENANT, PIPELINE_FIELDS.PIPELINE_ID, PIPELINE_FIELDS.NAME, PIPELINE_FIELDS.TYPE,
            PIPELINE_FIELDS.REGION, PIPELINE_FIELDS.POSITION)
        .valuesOfRows(IntStream.range(0, fields.size())
            .mapToObj(i -> org.jooq.impl.DSL.row(tenant, id, fields.get(i).name(), fields.get(i).type(), fields.get(i).region(), position + i))
            .toList())
        .execute();
  }

  private List<Pipeline> find(DSLContext db, Condition condition, int most) {
    var fields = multiset(
        select(PIPELINE_FIELDS.NAME, PIPELINE_FIELDS.TYPE, PIPELINE_FIELDS.REGION)
            .from(PIPELINE_FIELDS)
            .where(PIPELINE_FIELDS.TENANT.eq(PIPELINES.TENANT))
            .and(PIPELINE_FIELDS.PIPELINE_ID.eq(PIPELINES.ID))
            .orderBy(PIPELINE_FIELDS.POSITION, PIPELINE_FIELDS.NAME))
        .convertFrom(rows -> rows.map(mapping(Pipeline.Field::new)));
    var triggers = multiset(
        select(PIPELINE_FIELDS.NAME)
            .from(PIPELINE_FIELDS)
            .where(PIPELINE_FIELDS.TENANT.eq(PIPELINES.TENANT))
            .and(PIPELINE_FIELDS.PIPELINE_ID.eq(PIPELINES.ID))
            .and(PIPELINE_FIELDS.TRIGGERS_SYNC)
            .orderBy(PIPELINE_FIELDS.POSITION, PIPELINE_FIELDS.NAME))
        .convertFrom(rows -> rows.map(Record1::value1));
    var rules = field(
        select(DUPLICATE_RULES.RULES)
            .from(DUPLICATE_RULES)
            .where(DUPLICATE_RULES.TENANT.eq(PIPELINES.TENANT))
            .and(DUPLICATE_RULES.PIPELINE_ID.eq(PIPELINES.ID)));
    return db.select(PIPELINES.ID, PIPELINES.NAME, PIPELINES.COMPANY, PIPELINES.RULES_VERSION, fields, triggers, rules)
        .from(PIPELINES)
        .where(condition)
        .orderBy(PIPELINES.NAME)
        .limit(most)
        .fetch(row -> new Pipeline(row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6(), rules(row.value7())));
  }

  private @Nullable JsonNode rules(@Nullable JSONB rules) {
    return rules == null ? null : json.readTree(rules.data());
  }
}
