package io.tributary.records.reconcile;

import static java.util.stream.Collectors.toSet;

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
  record Chunk(Comparison comparison, @Nullable RecordKey last) {}

  /** @param unreadable rows of which nobody can tell what the topics must hold: they are left as they are, and stop no others */
  record Comparison(List<Difference> differences, List<Unreadable> unreadable) {}

  record Unreadable(RecordKey key, String problem) {}

  /** The chunk after the task's cursor. Records without a row are found only where all records are compared. */
  Chunk after(Reconciliation task, UUID reading) {
    return database.asWorker(dsl -> {
      // Topics may hold far more than there are rows, after a restored backup for instance.
      var bound = task.pipeline() == null ? held.bound(dsl, reading, task.cursor(), size * EVENTS_OF_RECORD) : null;
      var rows = records.after(dsl, task, bound, size);
      var last = rows.size() < size ? bound : rows.getLast().key();
      var onTopics = task.pipeline() == null
          ? held.between(dsl, reading, task.cursor(), last)
          : held.of(dsl, reading, rows.stream().map(RecordRows.Found::key).toList());
      return new Chunk(compare(rows, onTopics), last);
    });
  }

  /** The same comparison of the records named. */
  List<Difference> again(List<RecordKey> keys, UUID reading) {
    return database.asWorker(dsl -> compare(records.of(dsl, keys), held.of(dsl, reading, keys)).differences());
  }

  private Comparison compare(List<RecordRows.Found> rows, Map<RecordKey, HeldRecord> onTopics) {
    var current = new CurrentRules(rules);
    current.load();
    var differences = new ArrayList<Difference>();
    var unreadable = new ArrayList<Unreadable>();
    for (var row : rows) {
      try {
        var expected = expected(row.content().get(), current);
        if (!expected.equals(onTopics.getOrDefault(row.key(), HeldRecord.NOTHING).published())) {
          differences.add(new Difference.Row(row.key(), expected));
        }
      } catch (RuntimeException | StackOverflowError failure) {
        unreadable.add(new Unreadable(row.key(), failure.getClass().getSimpleName() + " while comparing it with the topics"));
      }
    }
    var withRow = rows.stream().map(RecordRows.Found::key).collect(toSet());
    onTopics.forEach((key, record) -> {
      if (!withRow.contains(key) && !record.published().equals(PublishedRecord.NONE)) {
        differences.add(new Difference.Ghost(key, record.version() + 1, record.rulesVersion()));
      }
    });
    return new Comparison(differences, unreadable);
  }

  private static PublishedRecord expected(RecordRow row, CurrentRules rules) {
    return PublishedRecord.of(row, rules.of(row.tenant(), row.pipelineId()));
  }
}
