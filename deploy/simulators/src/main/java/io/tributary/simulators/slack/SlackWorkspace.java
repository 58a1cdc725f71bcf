package io.tributary.simulators.slack;

import io.tributary.simulators.people.SamplePeople;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A workspace: its channels and its users. */
final class SlackWorkspace {

  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private final Map<String, SlackChannel> channels = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> users = new LinkedHashMap<>();

  /**
   * A workspace's export: channels.json (also groups.json), users.json, and a folder a channel with a file a day.
   *
   * @throws IllegalArgumentException if the folder holds no export
   */
  static SlackWorkspace exported(Path folder) {
    var workspace = new SlackWorkspace();
    if (!Files.isRegularFile(folder.resolve("channels.json"))) {
      throw new IllegalArgumentException("There is no Slack export in %s: it needs channels.json and users.json.".formatted(folder));
    }
    objects(folder.resolve("users.json")).forEach(user -> workspace.users.put(String.valueOf(user.get("id")), user));
    for (var list : List.of("channels.json", "groups.json")) {
      objects(folder.resolve(list)).forEach(about -> workspace.add(about, messages(folder.resolve(String.valueOf(about.get("name"))))));
    }
    return workspace;
  }

  /** Two channels with the first people of the sample, some days long, with a thread each. */
  static SlackWorkspace sample(Instant now) {
    var workspace = new SlackWorkspace();
    var people = SamplePeople.all().subList(0, 12);
    for (int i = 0; i < people.size(); i++) {
      var id = "U%03d".formatted(i);
      workspace.users.put(id, Map.of("id", id, "team_id", SlackSimulator.TEAM, "name", "user" + i, "real_name", people.get(i).name(),
          "profile", Map.of("email", people.get(i).email(), "display_name", people.get(i).name())));
    }
    workspace.add(Map.of("id", "C001", "name", "general", "is_channel", true, "is_member", true, "is_archived", false), sampleTalk(now, 40, 0));
    workspace.add(Map.of("id", "C002", "name", "projects", "is_channel", true, "is_member", true, "is_archived", false), sampleTalk(now, 25, 7));
    return workspace;
  }

  List<SlackChannel> channels() {
    return List.copyOf(channels.values());
  }

  @Nullable SlackChannel channel(String id) {
    return channels.get(id);
  }

  @Nullable Map<String, Object> user(String id) {
    return users.get(id);
  }

  private void add(Map<String, Object> about, List<SlackMessage> messages) {
    channels.put(String.valueOf(about.get("id")), new SlackChannel(about, messages));
  }

  private static List<SlackMessage> sampleTalk(Instant now, int messages, int shift) {
    var talk = new ArrayList<SlackMessage>();
    var begin = now.minus(Duration.ofDays(5));
    for (int i = 0; i < messages; i++) {
      var ts = SlackSimulator.ts(begin.plus(Duration.ofMinutes(20L * i)));
      talk.add(SlackMessage.said(ts, "U%03d".formatted((i + shift) % 12), "Message %d of the sample".formatted(i), null));
      if (i % 10 == 3) {
        talk.add(SlackMessage.said(SlackSimulator.ts(begin.plus(Duration.ofMinutes(20L * i + 5))), "U%03d".formatted((i + 1) % 12), "A reply", ts));
      }
    }
    return talk;
  }

  private static List<SlackMessage> messages(Path channel) {
    if (!Files.isDirectory(channel)) {
      return List.of();
    }
    try (var days = Files.list(channel)) {
      return days.sorted().filter(day -> day.toString().endsWith(".json"))
          .flatMap(day -> objects(day).stream()).filter(message -> message.containsKey("ts")).map(SlackMessage::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Map<String, Object>> objects(Path file) {
    return Files.isRegularFile(file) ? JsonMapper.shared().readValue(file.toFile(), OBJECTS) : List.of();
  }
}
