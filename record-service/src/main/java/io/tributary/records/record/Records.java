package io.tributary.records.record;

import static io.tributary.records.jooq.Tables.PIPELINES;
import static io.tributary.records.jooq.Tables.RECORDS;

import io.tributary.records.pipeline.Pipeline;
import io.tributary.service.database.Database;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record8;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The records of tenants. Deleted and merged ones are not among them, though their rows stay for a while. */
@Component
public class Records {

  private final Database database;
  private final JsonMapper json;

  Records(Database database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** @throws Problem 404 if the tenant has no such record */
  public RecordView byId(String tenant, long id) {
    return database.inTenant(tenant, db -> select(db).where(is(tenant, id)).fetchOptional(this::view))
        .orElseThrow(() -> Problem.notFound("record", id));
  }

  /** Newest first. */
  Page<RecordView> list(String tenant, @Nullable String pipeline, PageRequest page) {
    var condition = RECORDS.TENANT.eq(tenant).and(isThere());
    if (pipeline != null) {
      condition = condition.and(PIPELINES.NAME.eq(pipeline));
    }
    if (page.cursor() != null) {
      condition = condition.and(RECORDS.ID.lt(lastId(page.cursor())));
    }
    var wanted = condition;
    var rows = database.inTenant(tenant, db -> select(db).where(wanted).orderBy(RECORDS.ID.desc()).limit(page.limit() + 1).fetch(this::view));
    if (rows.size() <= page.limit()) {
      return new Page<>(rows, null);
    }
    var items = rows.subList(0, page.limit());
    return new Page<>(items, CursorCodec.encode(items.getLast().id()));
  }

  /**
   * A record that was deleted and is made again comes back under its old id: its row is still there.
   *
   * @throws Problem 409 if the source has a record of that external id already
   */
  RecordView create(String tenant, Pipeline pipeline, String source, @Nullable String externalId, JsonNode data) {
    var id = database.inTenant(tenant, db -> db
        .insertInto(RECORDS, RECORDS.TENANT, RECORDS.PIPELINE_ID, RECORDS.SOURCE, RECORDS.EXTERNAL_ID, RECORDS.DATA)
        .values(
            DSL.val(tenant), DSL.val(pipeline.id()), DSL.val(source), DSL.val(externalId),
            mergedData(DSL.val(JSONB.valueOf("{}")), data))
        .onConflict(RECORDS.TENANT, RECORDS.SOURCE, RECORDS.EXTERNAL_ID)
        .doUpdate()
        .set(RECORDS.PIPELINE_ID, DSL.excluded(RECORDS.PIPELINE_ID))
        .set(RECORDS.DATA, DSL.excluded(RECORDS.DATA))
        .setNull(RECORDS.DELETED_AT)
        .where(RECORDS.DELETED_AT.isNotNull().and(RECORDS.MERGED_INTO.isNull()))
        .returningResult(RECORDS.ID)
        .fetchOptional()
        .orElseThrow(() -> Problem.conflict("There is a record %s of the source %s already.".formatted(externalId, source))));
    return byId(tenant, id.value1());
  }

  /** @throws Problem 404 if the tenant has no such record, 413 if what is held and what is given are too large together */
  RecordView change(String tenant, long id, JsonNode data) {
    database.runInTenant(tenant, db -> {
      var bytes = db.update(RECORDS)
          .set(RECORDS.DATA, mergedData(RECORDS.DATA, data))
          .where(is(tenant, id))
          .returningResult(DSL.octetLength(RECORDS.DATA.cast(SQLDataType.CLOB)))
          .fetchOptional()
          .orElseThrow(() -> Problem.notFound("record", id));
      if (bytes.value1() > CheckData.MOST_BYTES) {
        throw CheckData.tooLarge();
      }
    });
    return byId(tenant, id);
  }

  void delete(String tenant, long id) {
    int deleted = database.inTenant(tenant, db -> db
        .update(RECORDS)
        .set(RECORDS.DELETED_AT, DSL.currentOffsetDateTime())
        .where(is(tenant, id))
        .execute());
    if (deleted == 0) {
      throw Problem.notFound("record", id);
    }
  }

  private static Condition is(String tenant, long id) {
    return RECORDS.TENANT.eq(tenant).and(RECORDS.ID.eq(id)).and(isThere());
  }

  private static Condition isThere() {
    return RECORDS.DELETED_AT.isNull().and(RECORDS.MERGED_INTO.isNull());
  }

  private static org.jooq.Field<JSONB> mergedData(org.jooq.Field<JSONB> held, JsonNode given) {
    return DSL.function("merged_data", JSONB.class, held, DSL.val(JSONB.valueOf(given.toString())));
  }

  private static SelectOnConditionStep<Record8<Long, String, String, String, JSONB, Long, java.time.OffsetDateTime, java.time.OffsetDateTime>> select(
      DSLContext db) {
    return db.select(RECORDS.ID, PIPELINES.NAME, RECORDS.SOURCE, RECORDS.EXTERNAL_ID, RECORDS.DATA, RECORDS.VERSION, RECORDS.CREATED_AT,
            RECORDS.UPDATED_AT)
        .from(RECORDS)
        .join(PIPELINES)
        .on(PIPELINES.TENANT.eq(RECORDS.TENANT))
        .and(PIPELINES.ID.eq(RECORDS.PIPELINE_ID));
  }

  private RecordView view(
      Record8<Long, String, String, String, JSONB, Long, java.time.OffsetDateTime, java.time.OffsetDateTime> row) {
    return new RecordView(row.value1(), row.value2(), row.value3(), row.value4(), json.readTree(row.value5().data()), row.value6(),
        row.value7(), row.value8());
  }

  private static long lastId(String cursor) {
    try {
      return Long.parseLong(CursorCodec.decode(cursor, 1).getFirst());
    } catch (NumberFormatException e) {
      throw Problem.invalid("cursor", "is not one that this list gave");
    }
  }
}
