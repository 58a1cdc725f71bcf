package io.tributary.records.reconcile;

import static java.util.stream.Collectors.toMap;

import io.tributary.records.changes.PublishedRecord;
import io.tributary.records.changes.RecordRow;
import io.tributary.records.rules.CurrentRules;
import io.tributary.records.rules.RulesStore;
import io.tributary.service.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A full outer join of a chunk of rows with what the topics hold of the same range of records. */
final class CompareChunk {

  /** A record may be held by this many topics. */
  private static final int EVENTS_OF_RECORD = 4;

  private final Database database;
  private final RecordRows records;
  private final HeldStore held;
  private final RulesStore rules;
  private final int size;

  /** @param size of a chunk, in records */
  CompareChunk(Database database, RecordRows records, HeldStore held, RulesStore rules, int size) {
    this.database = database;
    this.records = records;
    this.held = held;
    this.rules = rules;
    this.size = size;
  }

  /** @param last the last record of the chunk; null where none is left */
  record Chunk(List<Difference> differences, @Nullable RecordKey last) {}

  /** The chunk after the task's cursor. Records without a row are found only where all records are compared. */
  Chunk after(Reconciliation task, UUID reading) {
    return database.asWorker(dsl -> {
      // Topics may hold far more than there are rows, after a restored backup for instance.
      var bound = task.pipeline() == null ? held.bound(dsl, reading, task.cursor(), size * EVENTS_OF_RECORD) : null;
      var rows = records.after(dsl, task, bound, size);
      var last = rows.size() < size ? bound : key(rows.getLast());
      var onTopics = task.pipeline() == null
          ? held.between(dsl, reading, task.cursor(), last)
          : held.of(dsl, reading, rows.stream().map(CompareChunk::key).toList());
      return new Chunk(differences(rows, onTopics), last);
    });
  }

  /** The same comparison of the records named. */
  List<Difference> again(List<RecordKey> keys, UUID reading) {
    return database.asWorker(dsl -> differences(records.of(dsl, keys), held.of(dsl, reading, keys)));
  }

  private List<Difference> differences(List<RecordRow> rows, Map<RecordKey, HeldRecord> onTopics) {
    var current = new CurrentRules(rules);
    current.load();
    var differences = new ArrayList<Difference>();
    for (var row : rows) {
      var expected = PublishedRecord.of(row, current.of(row.tenant(), row.pipelineId()));
      if (!expected.equals(onTopics.getOrDefault(key(row), HeldRecord.NOTHING).published())) {
        differences.add(new Difference.Row(key(row), expected));
      }
    }
    var withRow = rows.stream().collect(toMap(CompareChunk::key, RecordRow::version));
    onTopics.forEach((key, record) -> {
      if (!withRow.containsKey(key) && !record.published().equals(PublishedRecord.NONE)) {
        differences.add(new Difference.Ghost(key, record.version() + 1, record.rulesVersion()));
      }
    });
    return differences;
  }

  private static RecordKey key(RecordRow row) {
    return new RecordKey(row.tenant(), row.id());
  }
}
