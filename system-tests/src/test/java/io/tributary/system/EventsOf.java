package io.tributary.system;

import io.tributary.events.Topic;
import io.tributary.service.registry.RegistryAvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as an analyst would: from the beginning to its end of now, without a group. */
final class EventsOf {

  private EventsOf() {}

  /** The values under the key, in order; tombstones are left out. */
  static <E extends SpecificRecord> List<E> key(RunningSystem system, Topic<E> topic, String key) {
    var deserializer = new RegistryAvroDeserializer();
    deserializer.configure(Map.of("schema.registry.url", system.registryUrl(), "specific.avro.reader", true), false);
    var found = new ArrayList<E>();
    try (var consumer = new KafkaConsumer<>(
        Map.<String, Object>of("bootstrap.servers", system.bootstrapServers(), "isolation.level", "read_committed"), new StringDeserializer(), deserializer)) {
      var partitions = consumer.partitionsFor(topic.name()).stream()
          .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
          .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (key.equals(record.key()) && record.value() != null) {
            found.add(topic.event().cast(record.value()));
          }
        }
      }
    }
    return found;
  }
}
