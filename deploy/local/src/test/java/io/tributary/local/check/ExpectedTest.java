package io.tributary.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedTest {

  @TempDir Path folder;
  private Expected expected;

  @BeforeEach
  void read() throws Exception {
    var file = folder.resolve("expected.json");
    Files.writeString(file, """
        {"records": {"a": {"messages": 46, "conversations": 100}, "b": {"messages": 3, "conversations": 100}}}""");
    expected = Expected.read(file);
  }

  @Test
  void equalCountsAreFineAndSoAreAFewConversationsMore() {
    assertThat(expected.differences(List.of(line("a", 46, 105), line("b", 3, 105), line("not asked for", 0, 0)))).isEmpty();
  }

  @Test
  void oneMessageTooManyIsADifference() {
    assertThat(expected.differences(List.of(line("a", 47, 100), line("b", 3, 100))))
        .containsExactly("record a has 47 messages instead of 46");
  }

  @Test
  void fewerConversationsAndAMissingRecordAreDifferences() {
    assertThat(expected.differences(List.of(line("a", 46, 99))))
        .containsExactlyInAnyOrder("record a has 99 conversations, fewer than 100", "record b is missing");
  }

  @Test
  void manyConversationsMoreAreADifference() {
    assertThat(expected.differences(List.of(line("a", 46, 106), line("b", 3, 105)))).singleElement().asString().contains("211");
  }

  private static RecordReport.Line line(String externalId, long messages, long conversations) {
    return new RecordReport.Line(externalId, messages, conversations, 0, 0);
  }
}
