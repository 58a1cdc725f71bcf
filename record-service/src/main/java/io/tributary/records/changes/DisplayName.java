package io.tributary.records.changes;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The name a record is shown under: the first of the fields that commonly hold one. */
final class DisplayName {

  static Optional<String> of(JsonNode data) {
    var parts = Stream.of("first_name", "last_name").flatMap(field -> first(data, field)).collect(Collectors.joining(" "));
    return Stream.concat(
            Stream.of("name", "full_name", "display_name", "company_name").flatMap(field -> first(data, field)),
            Stream.of(parts))
        .filter(name -> !name.isEmpty()).findFirst();
  }

  private static Stream<String> first(JsonNode data, String field) {
    return FieldValues.written(data, field).stream().limit(1);
  }

  private DisplayName() {}
}
