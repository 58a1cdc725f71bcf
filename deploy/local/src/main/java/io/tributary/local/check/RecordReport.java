package io.tributary.local.check;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.tributary.local.feed.FrontDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line a record: what its timeline holds. */
public final class RecordReport {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @param messages distinct messages in which a participant linked to the record takes part
   * @param conversations that hold them
   * @param participants in these conversations
   * @param linked participants linked to the record
   */
  @JsonPropertyOrder({"external_id", "messages", "conversations", "participants", "linked"})
  public record Line(String external_id, long messages, long conversations, long participants, long linked) {}

  /** By external id; a record without communications has zeros. */
  public static List<Line> of(FrontDoor frontDoor) {
    var summaries = new HashMap<String, JsonNode>();
    frontDoor.all("/api/record-summaries").forEach(item -> summaries.put(item.path("record_id").asString(), item));
    return frontDoor.all("/api/records").stream()
        .map(record -> line(record, summaries.getOrDefault(record.path("id").asString(), JSON.createObjectNode())))
        .sorted(Comparator.comparing(Line::external_id))
        .toList();
  }

  public static void write(List<Line> lines, Path file) throws IOException {
    Files.write(file, lines.stream().map(JSON::writeValueAsString).toList());
  }

  private static Line line(JsonNode record, JsonNode summary) {
    return new Line(record.path("external_id").asString(""), summary.path("messages").asLong(0),
        summary.path("conversations").asLong(0), summary.path("participants").asLong(0), summary.path("linked").asLong(0));
  }

  private RecordReport() {}
}
