package io.tributary.records.merge;

import static io.tributary.records.jooq.Tables.RECORDS;
import static io.tributary.records.jooq.Tables.RECORD_MERGES;

import io.tributary.records.pipeline.Pipelines;
import io.tributary.records.record.CheckData;
import io.tributary.service.database.Database;
import io.tributary.service.web.Caller;
import io.tributary.service.web.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Merges a record into another, and takes that back. The capture publishes both rows; whoever links to the merged one follows its {@code mergedInto}. Its own
 * row keeps all it held.
 */
@Component
class MergeRecords {

  private static final String CHANGE = """
      update records set data = merged_data(data, ?::jsonb) where tenant = ? and id = ? returning octet_length(data::text)""";

  /** Values given to a record went on with it, to those it was merged into itself. */
  private static final String CHAIN = """
      with recursive chain as (
        select ?::text as tenant, ?::bigint as id, 1 as depth
        union all
        select r.tenant, r.merged_into, c.depth + 1 from chain c join records r on r.tenant = c.tenant and r.id = c.id
        where r.merged_into is not null and c.depth < 100)
      select id from chain""";

  private final Database database;
  private final Pipelines pipelines;
  private final JsonMapper json;

  MergeRecords(Database database, Pipelines pipelines, JsonMapper json) {
    this.database = database;
    this.pipelines = pipelines;
    this.json = json;
  }

  private record Row(long pipelineId, JsonNode data, boolean deleted, @Nullable Long mergedInto) {

    private boolean isThere() {
      return !deleted && mergedInto == null;
    }
  }

  /** @throws Problem 404 where one of them is not there, 413 where the survivor would become too large */
  void merge(Caller caller, long merged, long survivor, @Nullable String reason) {
    var tenant = caller.tenant().id();
    database.runInTenant(tenant, db -> {
      var rows = lock(db, tenant, Stream.of(merged, survivor));
      var from = there(rows, merged);
      var into = there(rows, survivor);
      var given = GiveValues.given(pipelines.byId(tenant, into.pipelineId()), into.data(), from.data());
      change(db, tenant, survivor, GiveValues.with(into.data(), given));
      db.update(RECORDS).set(RECORDS.MERGED_INTO, survivor).where(RECORDS.TENANT.eq(tenant)).and(RECORDS.ID.eq(merged)).execute();
      db.insertInto(RECORD_MERGES, RECORD_MERGES.TENANT, RECORD_MERGES.RECORD_ID, RECORD_MERGES.SURVIVOR_ID, RECORD_MERGES.GIVEN,
              RECORD_MERGES.MERGED_BY, RECORD_MERGES.REASON)
          .values(tenant, merged, survivor, JSONB.valueOf(given.toString()), caller.subject(), reason)
          .execute();
    });
  }

  /**
   * Brings a record back that was merged by a person, or deleted. Those that it was merged into lose what they have only from it.
   *
   * @throws Problem 404 where there is no such record, 409 where it is there, or its source merged it
   */
  void restore(String tenant, long id) {
    database.runInTenant(tenant, db -> {
      var row = Objects.requireNonNullElseGet(lock(db, tenant, Stream.of(id)).get(id), () -> {
        throw Problem.notFound("record", id);
      });
      if (row.isThere()) {
        throw Problem.conflict("Record %d is neither merged nor deleted.".formatted(id));
      }
      if (row.mergedInto() != null) {
        takeApart(db, tenant, id, row.mergedInto());
      }
      db.update(RECORDS).setNull(RECORDS.MERGED_INTO).setNull(RECORDS.DELETED_AT).where(RECORDS.TENANT.eq(tenant)).and(RECORDS.ID.eq(id)).execute();
    });
  }

  private void takeApart(DSLContext db, String tenant, long id, long survivor) {
    var given = db.deleteFrom(RECORD_MERGES)
        .where(RECORD_MERGES.TENANT.eq(tenant))
        .and(RECORD_MERGES.RECORD_ID.eq(id))
        .returningResult(RECORD_MERGES.GIVEN)
        .fetchOptional(0, JSONB.class)
        .orElseThrow(() -> Problem.conflict("Record %d was merged at its source; it comes back when its source says so.".formatted(id)));
    var chain = db.fetch(CHAIN, tenant, survivor).getValues(0, Long.class);
    lock(db, tenant, chain.stream())
        .forEach((record, row) -> change(db, tenant, record, GiveValues.without(row.data(), json.readTree(given.data()))));
  }

  private static Row there(Map<Long, Row> rows, long id) {
    var row = rows.get(id);
    if (row == null || !row.isThere()) {
      throw Problem.notFound("record", id);
    }
    return row;
  }

  /** In the order of their ids, as everybody locks several. */
  private Map<Long, Row> lock(DSLContext db, String tenant, Stream<Long> ids) {
    var rows = new HashMap<Long, Row>();
    List<Long> sorted = ids.sorted().toList();
    db.selectFrom(RECORDS).where(RECORDS.TENANT.eq(tenant)).and(RECORDS.ID.in(sorted)).orderBy(RECORDS.ID).forUpdate()
        .forEach(row -> rows.put(row.getId(),
            new Row(row.getPipelineId(), json.readTree(row.getData().data()), row.getDeletedAt() != null, row.getMergedInto())));
    return rows;
  }

  private static void change(DSLContext db, String tenant, long id, JsonNode changed) {
    if (!changed.isEmpty() && db.fetchSingle(CHANGE, changed.toString(), tenant, id).get(0, Integer.class) > CheckData.MOST_BYTES) {
      throw CheckData.tooLarge();
    }
  }
}
