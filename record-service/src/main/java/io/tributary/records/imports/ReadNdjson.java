package io.tributary.records.imports;

import io.tributary.records.pipeline.Pipeline;
import io.tributary.service.web.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads one JSON object a line: {@code external_id} beside the pipeline's fields. A null removes a field. */
final class ReadNdjson {

  private static final int LONGEST_LINE = 1024 * 1024;

  private final Pipeline pipeline;
  private final JsonMapper json;

  ReadNdjson(Pipeline pipeline, JsonMapper json) {
    this.pipeline = pipeline;
    this.json = json;
  }

  Stream<Line> lines(InputStream file) {
    var number = new AtomicLong();
    var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
    return Stream.generate(() -> next(reader))
        .takeWhile(Optional::isPresent)
        .map(text -> new Numbered(number.incrementAndGet(), text.orElseThrow()))
        .filter(line -> !line.text().isBlank())
        .map(this::line);
  }

  private record Numbered(long number, String text) {}

  private Line line(Numbered line) {
    try {
      if (!(json.readTree(line.text()) instanceof ObjectNode object)) {
        return new Line.Unreadable(line.number(), "is not a JSON object");
      }
      var externalId = object.path(ReadCsv.ID).asString("").strip();
      if (externalId.isEmpty()) {
        return new Line.Unreadable(line.number(), "has no external_id");
      }
      object.remove(ReadCsv.ID);
      var unknown = object.propertyNames().stream().filter(name -> pipeline.field(name).isEmpty()).toList();
      return unknown.isEmpty()
          ? new Line.Readable(line.number(), externalId, object)
          : new Line.Unreadable(line.number(), "names fields that the pipeline does not have: " + String.join(", ", unknown));
    } catch (JacksonException e) {
      return new Line.Unreadable(line.number(), "is not well-formed JSON");
    }
  }

  /** A line that is longer than a record may be is read no further than that: the file ends there. */
  private static Optional<String> next(BufferedReader reader) {
    try {
      var text = new StringBuilder();
      int c = reader.read();
      if (c < 0) {
        return Optional.empty();
      }
      while (c >= 0 && c != '\n') {
        if (text.length() == LONGEST_LINE) {
          throw Problem.tooLarge("A line of the file is longer than 1 MiB.");
        }
        text.append((char) c);
        c = reader.read();
      }
      return Optional.of(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
