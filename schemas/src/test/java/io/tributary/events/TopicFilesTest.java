package io.tributary.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Operations' files of topics and the constants of the code are the same topics. */
class TopicFilesTest {

  private static final Path FOLDER = Path.of("../deploy/kafka/topics");
  private static final Pattern NAME = Pattern.compile("(?m)^  name: (\\S+)$");
  private static final Pattern POLICY = Pattern.compile("(?m)^    cleanup\\.policy: \"(\\S+)\"$");
  private static final Pattern RETENTION = Pattern.compile("(?m)^    retention\\.ms: \"(\\d+)\"");

  /** State is compacted, so that it can be read from its beginning for good; what happened is kept for a time. */
  private static final Map<String, String> STATE_THAT_ENDS = Map.of("sync.jobs", "compact,delete", "communication.facts", "compact,delete");

  @Test
  void everyTopicHasItsFileAndNoFileIsLeftOver() throws IOException {
    var names = Stream.concat(
        Topics.ALL.stream().map(Topic::name), Topics.GROUPS.stream().map(Topics::deadLettersOf)).toList();

    assertThat(files().keySet()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void everyFileIsNamedAsItsTopic() throws IOException {
    assertThat(files()).allSatisfy((name, text) -> assertThat(first(NAME, text)).isEqualTo(name));
  }

  @Test
  void stateIsCompactedAndWhatHappenedIsKeptForATime() throws IOException {
    assertThat(files()).allSatisfy((name, text) -> {
      assertThat(first(POLICY, text)).isEqualTo(cleanUpOf(name));
      assertThat(RETENTION.matcher(text).find()).isEqualTo(!cleanUpOf(name).equals("compact"));
      // A dead letter carries headers that name its origin, besides a record that may have the full 2 MiB.
      assertThat(text).contains(name.startsWith("dead-letters.") ? "max.message.bytes: \"2162688\"" : "max.message.bytes: \"2097152\"");
    });
  }

  /** A state carries a version or a position to be compared by; settings, jobs and the like all do. */
  private static String cleanUpOf(String name) {
    var state = Topics.ALL.stream().filter(topic -> topic.name().equals(name)).anyMatch(topic -> isState(topic));
    return STATE_THAT_ENDS.getOrDefault(name, state ? "compact" : "delete");
  }

  private static boolean isState(Topic<?> topic) {
    var schema = Schemas.current().get(topic.event().getSimpleName());
    return schema.getField("version") != null || schema.getField("position") != null;
  }

  private static Map<String, String> files() throws IOException {
    try (var list = Files.list(FOLDER)) {
      return new TreeMap<>(list.collect(Collectors.toMap(
          file -> file.getFileName().toString().replace(".yaml", ""), TopicFilesTest::read)));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Pattern pattern, String text) {
    var match = pattern.matcher(text);
    return match.find() ? match.group(1) : "";
  }
}
