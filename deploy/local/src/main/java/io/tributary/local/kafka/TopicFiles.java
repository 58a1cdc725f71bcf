package io.tributary.local.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Topics as the files in deploy/kafka/topics describe them (Strimzi's KafkaTopic). */
public final class TopicFiles {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final short ONE_BROKER = 1;

  /** All topics of a folder, with a replication factor of 1: there is one broker. */
  public static List<NewTopic> read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("No topic files: " + folder + " is missing.");
    }
    var topics = new ArrayList<NewTopic>();
    try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
      for (var file : files) {
        topics.add(topic(file));
      }
    }
    return topics;
  }

  private static NewTopic topic(Path file) throws IOException {
    var document = YAML.readTree(Files.readString(file));
    var spec = document.path("spec");
    var name = spec.path("topicName").asString(document.path("metadata").path("name").asString(""));
    if (name.isEmpty() || !spec.path("partitions").isNumber()) {
      throw new IOException(file + " is not a topic: metadata.name and spec.partitions are needed.");
    }
    return new NewTopic(name, spec.path("partitions").asInt(), ONE_BROKER).configs(config(spec.path("config")));
  }

  private static Map<String, String> config(JsonNode config) {
    var values = new HashMap<String, String>();
    config.forEachEntry((key, value) -> {
      // A replica count belongs to the cluster it is for.
      if (!key.equals("min.insync.replicas")) {
        values.put(key, value.asString());
      }
    });
    return values;
  }

  private TopicFiles() {}
}
