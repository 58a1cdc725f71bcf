package io.tributary.records.capture;

import io.tributary.events.ChangeReason;
import io.tributary.records.changes.RecordRow;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Reads a change event of the engine. Knows the columns of the published tables, and nothing else. */
final class DecodeChange {

  /** The engine puts a column's default, else this, where the WAL does not show what must not be null. */
  private static final long NO_PIPELINE = 0;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  SourceChange decode(SourceRecord event) {
    if (!(event.value() instanceof Struct change) || change.schema().field("source") == null) {
      return new SourceChange.OfNothing();
    }
    return switch (change.getStruct("source").getString("table")) {
      case "records" -> record(change);
      case "pipelines" -> rules(change, "id");
      case "pipeline_fields", "duplicate_rules" -> rules(change, "pipeline_id");
      case "cdc_heartbeat" -> heartbeat(change);
      case "record_ghosts" -> ghost(change);
      default -> new SourceChange.OfNothing();
    };
  }

  private static SourceChange record(Struct change) {
    var row = anyOf(change);
    try {
      var after = row(change.getStruct("after"));
      var before = row(change.getStruct("before"));
      if (after == null && (before == null || before.pipelineId() == NO_PIPELINE)) {
        return unreadable(row, "removed while the replica identity was not FULL; a reconciliation finds that it is gone");
      }
      if (before == null && after != null && change.getString("op").equals("u")) {
        return new SourceChange.OfRecord(untouched(after), after, committedAt(change));
      }
      return new SourceChange.OfRecord(before, after, committedAt(change));
    } catch (RuntimeException unreadable) {
      return unreadable(row, unreadable.getClass().getSimpleName() + " while reading the row");
    }
  }

  private static SourceChange unreadable(Struct row, String problem) {
    return new SourceChange.Unreadable(row.getString("tenant"), row.getInt64("id"), problem);
  }

  private static @Nullable RecordRow row(@Nullable Struct row) {
    if (row == null || row.getString("data") == null) {
      return null;
    }
    var reason = row.getString("reconcile_reason");
    return new RecordRow(
        row.getString("tenant"),
        row.getInt64("id"),
        row.getInt64("pipeline_id"),
        JSON.readTree(row.getString("data")),
        row.getInt64("version"),
        row.getInt64("reconcile_seq"),
        reason == null ? null : ChangeReason.valueOf(reason),
        row.get("deleted_at") != null,
        row.getInt64("merged_into"));
  }

  /** An update that does not show what was before (the replica identity is not FULL) is published in full. */
  private static RecordRow untouched(RecordRow after) {
    return new RecordRow(
        after.tenant(), after.id(), after.pipelineId(), after.data(), after.version(), after.reconcileSeq() - 1,
        null, after.deleted(), after.mergedInto());
  }

  private static SourceChange rules(Struct change, String pipelineId) {
    var row = anyOf(change);
    return new SourceChange.OfRules(row.getString("tenant"), row.getInt64(pipelineId));
  }

  private static SourceChange heartbeat(Struct change) {
    var row = change.getStruct("after");
    return row == null
        ? new SourceChange.OfNothing()
        : new SourceChange.OfHeartbeat(OffsetDateTime.parse(row.getString("beat_at")).toInstant());
  }

  private static SourceChange ghost(Struct change) {
    var row = change.getStruct("after");
    return row == null
        ? new SourceChange.OfNothing()
        : new SourceChange.OfGhost(
            row.getString("tenant"), row.getInt64("record_id"), row.getInt64("version"), row.getInt64("rules_version"),
            committedAt(change));
  }

  private static Struct anyOf(Struct change) {
    var after = change.getStruct("after");
    return after != null ? after : change.getStruct("before");
  }

  private static Instant committedAt(Struct change) {
    var micros = change.getStruct("source").getInt64("ts_us");
    return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}
