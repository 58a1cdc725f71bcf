package io.tributary.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicFilesTest {

  @TempDir Path folder;

  @Test
  void aFileSaysPartitionsAndSettings() throws Exception {
    // Given
    Files.writeString(folder.resolve("some.topic.yaml"), """
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaTopic
        metadata:
          name: some.topic
        spec:
          partitions: 6
          replicas: 3
          config:
            cleanup.policy: "compact"
            retention.ms: 604800000
        """);

    // When
    var topics = TopicFiles.read(folder);

    // Then
    assertThat(topics).singleElement().satisfies(topic -> {
      assertThat(topic.name()).isEqualTo("some.topic");
      assertThat(topic.numPartitions()).isEqualTo(6);
      assertThat(topic.replicationFactor()).isEqualTo((short) 1);
      assertThat(topic.configs()).containsEntry("cleanup.policy", "compact").containsEntry("retention.ms", "604800000");
    });
  }

  @Test
  void aFileWithoutPartitionsIsRefused() throws Exception {
    Files.writeString(folder.resolve("wrong.yaml"), "metadata: {name: wrong}\n");
    assertThatThrownBy(() -> TopicFiles.read(folder)).isInstanceOf(IOException.class).hasMessageContaining("spec.partitions");
  }

  @Test
  void theProjectsOwnFilesDescribeEveryTopic() throws Exception {
    var names = TopicFiles.read(Path.of("../kafka/topics")).stream().map(NewTopic::name);
    assertThat(names).containsAll(Topics.ALL.stream().map(Object::toString).toList());
  }
}
