package io.tributary.service.outages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic of one partition from its first record to its last. */
final class TopicReader {

  static List<ConsumerRecord<byte[], byte[]>> all(String bootstrapServers, String topic) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    var partition = List.of(new TopicPartition(topic, 0));
    try (var consumer = new KafkaConsumer<>(
        Map.<String, Object>of("bootstrap.servers", bootstrapServers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      var end = consumer.endOffsets(partition).get(partition.getFirst());
      while (consumer.position(partition.getFirst()) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private TopicReader() {}
}
