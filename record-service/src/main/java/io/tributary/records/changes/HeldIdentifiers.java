package io.tributary.records.changes;

import io.tributary.events.ErasedIdentifier;
import io.tributary.events.Identifier;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Finds identifiers in what a record holds, whichever field holds them, whether or not a rule has that field, and however they are written there. */
public final class HeldIdentifiers {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private record Key(String kind, String canonical) {}

  private final Set<Key> wanted;

  /** @param erased those that are looked for */
  public HeldIdentifiers(Collection<ErasedIdentifier> erased) {
    this.wanted = erased.stream().map(one -> new Key(one.getKind().name(), one.getCanonical())).collect(Collectors.toSet());
  }

  /**
   * @param data the record's fields
   * @return the fields that hold one of them, with what is left without it: a null where nothing is
   */
  public ObjectNode without(JsonNode data, PipelineRules rules) {
    var changed = JSON.objectNode();
    rules.fields().values().stream().filter(field -> holds(data, field)).forEach(field -> changed.set(field.name(), left(data.path(field.name()), field)));
    return changed;
  }

  private boolean holds(JsonNode data, PipelineRules.Field field) {
    return FieldValues.identifiers(data, field).stream().anyMatch(this::isWanted);
  }

  private JsonNode left(JsonNode value, PipelineRules.Field field) {
    var values = value.isArray() ? List.copyOf(value.values()) : List.of(value);
    var left = values.stream().filter(one -> !holds(JSON.objectNode().set(field.name(), one), field)).toList();
    return switch (left.size()) {
      case 0 -> JSON.nullNode();
      case 1 -> left.getFirst();
      default -> JSON.arrayNode().addAll(left);
    };
  }

  private boolean isWanted(Identifier identifier) {
    return wanted.contains(new Key(identifier.getKind().name(), identifier.getCanonical()));
  }
}
