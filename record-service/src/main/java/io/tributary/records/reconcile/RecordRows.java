package io.tributary.records.reconcile;

import io.tributary.records.changes.RecordRow;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** Rows of {@code records}, a chunk at a time in the order of their keys. */
final class RecordRows {

  private static final String SELECT = """
      select tenant, id, pipeline_id, data::text as data, version, reconcile_seq, deleted_at is not null as deleted, merged_into
      from records""";

  private final ObjectMapper json;

  RecordRows(ObjectMapper json) {
    this.json = json;
  }

  /**
   * A row that was found.
   *
   * @param content reads it, or throws where it cannot be read
   */
  record Found(RecordKey key, Supplier<RecordRow> content) {}

  /** @param upTo the last record that may be among them; null for no bound, as always where a pipeline's are asked for */
  List<Found> after(DSLContext dsl, Reconciliation task, @Nullable RecordKey upTo, int limit) {
    var from = task.cursor() == null ? new RecordKey("", 0) : task.cursor();
    var pipeline = task.pipeline();
    if (pipeline != null) {
      return dsl.fetch(
          SELECT + " where tenant = ? and pipeline_id = ? and id > ? order by tenant, id limit ?",
          pipeline.tenant(), pipeline.id(), from.recordId(), limit).map(this::found);
    }
    var rows = upTo == null
        ? dsl.fetch(SELECT + " where (tenant, id) > (?, ?) order by tenant, id limit ?", from.tenant(), from.recordId(), limit)
        : dsl.fetch(
            SELECT + " where (tenant, id) > (?, ?) and (tenant, id) <= (?, ?) order by tenant, id limit ?",
            from.tenant(), from.recordId(), upTo.tenant(), upTo.recordId(), limit);
    return rows.map(this::found);
  }

  List<Found> of(DSLContext dsl, List<RecordKey> keys) {
    return dsl.fetch(
            SELECT + " join unnest(?::text[], ?::bigint[]) as wanted(tenant, id) using (tenant, id)",
            keys.stream().map(RecordKey::tenant).toArray(String[]::new), keys.stream().map(RecordKey::recordId).toArray(Long[]::new))
        .map(this::found);
  }

  private Found found(Record row) {
    return new Found(new RecordKey(row.get("tenant", String.class), row.get("id", Long.class)), () -> content(row));
  }

  private RecordRow content(Record row) {
    return new RecordRow(
        row.get("tenant", String.class),
        row.get("id", Long.class),
        row.get("pipeline_id", Long.class),
        json.readTree(row.get("data", String.class)),
        row.get("version", Long.class),
        row.get("reconcile_seq", Long.class),
        null,
        row.get("deleted", Boolean.class),
        row.get("merged_into", Long.class));
  }
}
