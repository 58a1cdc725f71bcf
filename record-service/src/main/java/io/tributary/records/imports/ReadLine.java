package io.tributary.records.imports;

import io.tributary.records.pipeline.Pipeline;
import io.tributary.records.record.CheckData;
import io.tributary.records.record.Storable;
import io.tributary.service.web.Problem;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** What makes a record of a line, whatever the file's format: an id, and data that fits the pipeline as it must at the API. */
final class ReadLine {

  static final String ID = "external_id";
  static final int LONGEST = 1024 * 1024;
  private static final int LONGEST_ID = 200;

  private final CheckData checkData;

  ReadLine(Pipeline pipeline) {
    this.checkData = new CheckData(pipeline);
  }

  Line read(long number, String externalId, ObjectNode data) {
    if (externalId.isEmpty()) {
      return new Line.Unreadable(number, "has no external_id");
    }
    if (externalId.length() > LONGEST_ID || externalId.indexOf('|') >= 0 || !Storable.text(externalId)) {
      return new Line.Unreadable(number, "external_id: must be at most %d characters, without NUL and |".formatted(LONGEST_ID));
    }
    try {
      checkData.check(data);
      return new Line.Readable(number, externalId, data.toString());
    } catch (Problem refusal) {
      return new Line.Unreadable(number, Objects.requireNonNull(refusal.getBody().getDetail()));
    }
  }

  /** The decoder puts this character where the bytes are no UTF-8. */
  static boolean isUtf8(String text) {
    return text.indexOf('\uFFFD') < 0;
  }
}
