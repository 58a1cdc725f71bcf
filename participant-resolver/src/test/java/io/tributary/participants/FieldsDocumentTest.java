package io.tributary.participants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document about fields names columns that exist. */
class FieldsDocumentTest {

  private static final Path HOME = Path.of("..");
  private static final Map<String, String> MIGRATIONS = Map.of(
      "participant-resolver", "participant-resolver/src/main/resources/db/migration",
      "record-service", "record-service/src/main/resources/db/migration",
      "connector-poller", "connector-poller/src/main/resources/db/migration",
      "channel-sync-core", "channel-sync-core/src/main/resources/db/channel-sync");
  private static final Pattern WORD = Pattern.compile("(participant-resolver|record-service|connector-poller|channel-sync-core)|`(\\w+)\\.(\\w+)`");

  private record Named(String module, String table, String column) {

    private boolean exists(String statements) {
      return Pattern.compile("(create|alter) table %s\\b[^;]*?\\n?\\s+(add column )?%s\\s".formatted(table, column)).matcher(statements).find();
    }
  }

  @Test
  void everyColumnThatTheDocumentNamesExists() throws IOException {
    // Given
    var named = new ArrayList<Named>();
    for (var line : Files.readAllLines(HOME.resolve("docs/fields.md"))) {
      named.addAll(namedIn(line));
    }
    assertThat(named).hasSizeGreaterThan(40);

    // When
    var missing = new ArrayList<Named>();
    for (var one : named) {
      if (!one.exists(statements(one.module()))) {
        missing.add(one);
      }
    }

    // Then
    assertThat(missing).isEmpty();
  }

  @Test
  void aColumnThatDoesNotExistWouldBeFound() throws IOException {
    assertThat(new Named("participant-resolver", "conversations", "is_cold").exists(statements("participant-resolver"))).isFalse();
    assertThat(new Named("participant-resolver", "messages", "participant_count").exists(statements("participant-resolver"))).isFalse();
  }

  /** Of a row of a table; the module that was named last is meant. */
  private static List<Named> namedIn(String line) {
    var found = new ArrayList<Named>();
    var module = "participant-resolver";
    var words = WORD.matcher(line.startsWith("|") ? line : "");
    while (words.find()) {
      if (words.group(1) != null) {
        module = words.group(1);
      } else {
        found.add(new Named(module, words.group(2), words.group(3)));
      }
    }
    return found.stream().filter(one -> !one.table().equals("sync") && !one.table().equals("channel")).toList();
  }

  private static String statements(String module) throws IOException {
    try (var files = Files.list(HOME.resolve(MIGRATIONS.get(module)))) {
      return files.sorted().map(FieldsDocumentTest::read).collect(Collectors.joining(";"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
