package io.tributary.records.changes;

import io.tributary.events.Identifier;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.LinkedInProfiles;
import io.tributary.identifiers.PhoneNumbers;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the values of a record's field: as written, as identifiers, as the canonical text an AND rule compares. */
final class FieldValues {

  /** A field holds one value or a list of them; objects and blanks are none. */
  static List<String> written(JsonNode data, String field) {
    var node = data.path(field);
    var nodes = node.isArray() ? node.valueStream().toList() : List.of(node);
    return nodes.stream().filter(JsonNode::isValueNode).filter(value -> !value.isNull())
        .map(value -> value.asString("").strip()).filter(text -> !text.isEmpty()).distinct().toList();
  }

  static List<Identifier> identifiers(JsonNode data, PipelineRules.Field field) {
    return written(data, field.name()).stream().flatMap(text -> identify(text, field).stream()).toList();
  }

  static List<String> canonical(JsonNode data, PipelineRules.Field field) {
    return written(data, field.name()).stream()
        .map(text -> identify(text, field).map(Identifier::getCanonical).orElseGet(() -> plain(text, field.type())))
        .filter(text -> !text.isEmpty()).distinct().sorted().toList();
  }

  private static Optional<Identifier> identify(String text, PipelineRules.Field field) {
    return switch (field.type()) {
      case EMAIL -> EmailAddresses.identify(text).found();
      case PHONE -> PhoneNumbers.identify(text, field.region()).found();
      case URL -> LinkedInProfiles.identify(text).found();
      case OTHER -> Optional.empty();
    };
  }

  private static String plain(String text, FieldType type) {
    var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    return type == FieldType.URL ? plain.replaceFirst("^https?://(www\\.)?", "").replaceFirst("(?<!/)/+$", "") : plain;
  }

  private FieldValues() {}
}
