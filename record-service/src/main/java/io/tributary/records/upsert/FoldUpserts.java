package io.tributary.records.upsert;

import io.tributary.events.RecordUpsert;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one upsert of all that a batch says about the same record: data in the order of the source's versions, each over the one before, since
 * a later upsert may leave out what an earlier one gave.
 */
final class FoldUpserts {

  private record Key(String tenant, String source, String externalId) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::tenant).thenComparing(Key::source).thenComparing(Key::externalId);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** One record's part of a batch; {@code data} holds nulls where fields are to go. */
  record Folded(
      String tenant, String source, String externalId, String pipeline, long sourceVersion, ObjectNode data, boolean deleted) {

    private Folded and(Folded newer) {
      var merged = data.deepCopy();
      merged.setAll(newer.data);
      return new Folded(tenant, source, externalId, newer.pipeline, newer.sourceVersion, merged, newer.deleted);
    }
  }

  private final JsonMapper json;

  FoldUpserts(JsonMapper json) {
    this.json = json;
  }

  /** Sorted by key, so that two writers lock rows in the same order. */
  List<Folded> fold(List<Received<RecordUpsert>> batch) {
    var folded = new TreeMap<Key, Folded>();
    batch.stream()
        .map(Received::value)
        .filter(Objects::nonNull)
        .map(this::read)
        .sorted(Comparator.comparingLong(Folded::sourceVersion))
        .forEach(upsert -> folded.merge(
            new Key(upsert.tenant(), upsert.source(), upsert.externalId()), upsert, Folded::and));
    return List.copyOf(folded.values());
  }

  private Folded read(RecordUpsert upsert) {
    return new Folded(upsert.getTenant(), upsert.getSource(), upsert.getExternalId(), upsert.getPipeline(), upsert.getSourceVersion(),
        object(upsert.getData()), upsert.getDeleted());
  }

  private ObjectNode object(String text) {
    try {
      JsonNode node = json.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      // the sentence below says it, without the content
    }
    throw new UnprocessableEvent("The field data is not a JSON object.");
  }
}
