package io.tributary.records.upsert;

import io.tributary.events.RecordUpsert;
import io.tributary.records.record.Storable;
import io.tributary.service.kafka.UnprocessableEvent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one upsert of all that a batch says about the same record: data in the order of the source's versions, each over the one before, since
 * a later upsert may leave out what an earlier one gave. What is not newer than what is held takes no part.
 */
final class FoldUpserts {

  /** What upserts of one record have in common. */
  record Key(String tenant, String source, String externalId) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::tenant).thenComparing(Key::source).thenComparing(Key::externalId);

    static Key of(RecordUpsert upsert) {
      if (upsert.getTenant().isBlank() || upsert.getSource().isBlank() || upsert.getExternalId().isBlank()) {
        throw new UnprocessableEvent("The tenant, the source or the external id is empty.");
      }
      return new Key(upsert.getTenant(), upsert.getSource(), upsert.getExternalId());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * One record's part of a batch.
   *
   * @param data holds nulls where fields are to go
   * @param survivor external id of the record that a deleted one was merged into; null if it was not
   */
  record Folded(Key key, String pipeline, long sourceVersion, ObjectNode data, boolean deleted, @Nullable String survivor) {

    private Folded and(Folded next) {
      if (next.sourceVersion == sourceVersion) {
        return this; // the same again
      }
      var merged = data.deepCopy();
      merged.setAll(next.data);
      return new Folded(key, next.pipeline, next.sourceVersion, merged, next.deleted, next.survivor);
    }
  }

  private final JsonMapper json;

  FoldUpserts(JsonMapper json) {
    this.json = json;
  }

  /** @param held the version that is stored of each record that is there */
  List<Folded> fold(Collection<RecordUpsert> batch, Map<Key, Long> held) {
    var folded = new TreeMap<Key, Folded>();
    batch.stream()
        .map(this::read)
        .filter(upsert -> upsert.sourceVersion() > held.getOrDefault(upsert.key(), Long.MIN_VALUE))
        .sorted(Comparator.comparingLong(Folded::sourceVersion))
        .forEach(upsert -> folded.merge(upsert.key(), upsert, Folded::and));
    return List.copyOf(folded.values());
  }

  private Folded read(RecordUpsert upsert) {
    return new Folded(Key.of(upsert), upsert.getPipeline(), upsert.getSourceVersion(), object(upsert.getData()), upsert.getDeleted(),
        upsert.getDeleted() ? upsert.getMergedInto() : null);
  }

  private ObjectNode object(String text) {
    try {
      if (json.readTree(withoutNul(text)) instanceof ObjectNode object) {
        if (Storable.data(object)) {
          return object;
        }
        throw new UnprocessableEvent("The field data holds a number of more than 308 digits, or nests deeper than 100 levels.");
      }
    } catch (JacksonException e) {
      // the sentence below says it, without the content
    }
    throw new UnprocessableEvent("The field data is not a JSON object.");
  }

  /** The database holds no NUL, in text or in JSON. An escaped backslash before {@code u0000} is none. */
  private static String withoutNul(String text) {
    return text.contains("\\u0000") ? text.replaceAll("(?<!\\\\)((?:\\\\\\\\)*)(?:\\\\u0000)+", "$1") : text;
  }
}
