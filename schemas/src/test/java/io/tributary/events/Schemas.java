package io.tributary.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Schemas of the events as they are now and as they were released. */
final class Schemas {

  static final Path RELEASED = Path.of("src/test/released");

  /** The schema of every event that a topic carries, by its name. */
  static Map<String, Schema> current() {
    var schemas = new LinkedHashMap<String, Schema>();
    Topics.ALL.forEach(topic -> schemas.put(topic.event().getSimpleName(), SpecificData.get().getSchema(topic.event())));
    return schemas;
  }

  /** Every schema of a type of its own that the event refers to, itself first. */
  static Map<String, Schema> withReferences(Schema event) {
    var found = new LinkedHashMap<String, Schema>();
    collect(event, found);
    return found;
  }

  static List<Path> releases() {
    return children(RELEASED);
  }

  static Map<String, Schema> released(Path release) {
    return children(release).stream().collect(Collectors.toMap(
        file -> file.getFileName().toString().replace(".avsc", ""), Schemas::parse));
  }

  private static void collect(Schema schema, Map<String, Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.putIfAbsent(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      case ENUM -> found.putIfAbsent(schema.getFullName(), schema);
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(type -> collect(type, found));
      default -> {}
    }
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path folder) {
    try (var children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Schemas() {}
}
