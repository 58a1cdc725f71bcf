package io.tributary.local.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What must come out, computed without this project's code. */
public final class Expected {

  /** A thread whose middle message concerns no record may stay apart; more than this must not. */
  private static final double CONVERSATIONS_ABOVE = 0.05;

  private record Counts(long messages, long conversations) {}

  private final Map<String, Counts> byExternalId;

  private Expected(Map<String, Counts> byExternalId) {
    this.byExternalId = byExternalId;
  }

  /** @param files each with other records */
  public static Expected read(Path... files) throws IOException {
    var counts = new TreeMap<String, Counts>();
    for (var file : files) {
      JsonMapper.builder().build().readTree(Files.readString(file)).path("records").forEachEntry((externalId, record) ->
          counts.put(externalId, new Counts(record.path("messages").asLong(), record.path("conversations").asLong())));
    }
    return new Expected(counts);
  }

  /** @return a sentence for each difference; none if all is as expected */
  public List<String> differences(List<RecordReport.Line> lines) {
    var differences = new ArrayList<String>();
    var found = lines.stream().collect(Collectors.toMap(RecordReport.Line::external_id, line -> line));
    byExternalId.forEach((externalId, expected) -> {
      var line = found.get(externalId);
      if (line == null) {
        differences.add("record %s is missing".formatted(externalId));
      } else {
        differences.addAll(differences(line, expected));
      }
    });
    return sumTooHigh(lines, differences);
  }

  private static List<String> differences(RecordReport.Line line, Counts expected) {
    var differences = new ArrayList<String>();
    if (line.messages() != expected.messages()) {
      differences.add("record %s has %d messages instead of %d".formatted(
          line.external_id(), line.messages(), expected.messages()));
    }
    if (line.conversations() < expected.conversations()) {
      differences.add("record %s has %d conversations, fewer than %d".formatted(
          line.external_id(), line.conversations(), expected.conversations()));
    }
    return differences;
  }

  private List<String> sumTooHigh(List<RecordReport.Line> lines, List<String> differences) {
    var expected = byExternalId.values().stream().mapToLong(Counts::conversations).sum();
    var sum = lines.stream().mapToLong(RecordReport.Line::conversations).sum();
    if (sum > expected * (1 + CONVERSATIONS_ABOVE)) {
      differences.add("the records have %d conversations in sum, more than 5 %% above %d".formatted(sum, expected));
    }
    return differences;
  }
}
