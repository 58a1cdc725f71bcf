package io.tributary.records.imports;

import io.tributary.records.pipeline.Pipeline;
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

  private final JsonMapper json;
  private final ReadLine readLine;

  ReadNdjson(Pipeline pipeline, JsonMapper json) {
    this.json = json;
    this.readLine = new ReadLine(pipeline);
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
    if (line.text().length() > ReadLine.LONGEST) {
      return new Line.Unreadable(line.number(), "is longer than %d characters".formatted(ReadLine.LONGEST));
    }
    if (!ReadLine.isUtf8(line.text())) {
      return new Line.Unreadable(line.number(), "is not UTF-8");
    }
    try {
      if (!(json.readTree(line.text()) instanceof ObjectNode object)) {
        return new Line.Unreadable(line.number(), "is not a JSON object");
      }
      var externalId = object.path(ReadLine.ID).asString("").strip();
      object.remove(ReadLine.ID);
      return readLine.read(line.number(), externalId, object);
    } catch (JacksonException e) {
      return new Line.Unreadable(line.number(), "is not well-formed JSON%s".formatted(where(e)));
    }
  }

  private static String where(JacksonException failure) {
    return failure.getLocation() == null ? "" : ", from character %d on".formatted(failure.getLocation().getColumnNr());
  }

  /** The next line; of one that is too long no more than shows that it is. Empty at the file's end. */
  private static Optional<String> next(BufferedReader reader) {
    try {
      int c = reader.read();
      if (c < 0) {
        return Optional.empty();
      }
      var text = new StringBuilder();
      while (c >= 0 && c != '\n') {
        if (text.length() <= ReadLine.LONGEST && c != '\uFEFF') {
          text.append((char) c);
        }
        c = reader.read();
      }
      return Optional.of(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
