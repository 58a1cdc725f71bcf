package io.tributary.system.guarantees;

import io.tributary.service.registry.RegistryAvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics as an analyst would: from the beginning to their end of now, without a group. */
public record ReadTopics(String bootstrapServers, String registryUrl) {

  /** In the order of each partition. */
  public List<Event> all(String topic) {
    var deserializer = new RegistryAvroDeserializer();
    deserializer.configure(Map.of("schema.registry.url", registryUrl, "specific.avro.reader", true), false);
    var found = new ArrayList<Event>();
    try (var consumer = new KafkaConsumer<>(
        Map.<String, Object>of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"), new StringDeserializer(), deserializer)) {
      var partitions = consumer.partitionsFor(topic).stream().map(each -> new TopicPartition(topic, each.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          found.add(new Event(topic, record.partition(), record.offset(), record.key(), (SpecificRecord) record.value()));
        }
      }
    }
    return found;
  }
}
