package io.tributary.service.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.Topic;
import io.tributary.local.TestStack;
import io.tributary.service.kafka.Received;
import io.tributary.service.registry.AvroValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a topic of the shared stack holds now, from its first record to its last, without a group. */
public final class EventReader {

  /** Every event of the topic; those of one partition in their order. */
  public static <E extends SpecificRecord> List<Received<E>> all(Topic<E> topic) {
    try (var values = AvroValues.with(Map.of("schema.registry.url", TestStack.shared().registryUrl()))) {
      return raw(topic.name()).stream().map(record -> received(record, values, topic)).toList();
    }
  }

  /** Bytes as they are: for dead letters. */
  public static List<ConsumerRecord<byte[], byte[]>> raw(String topic) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = new KafkaConsumer<>(
        Map.<String, Object>of("bootstrap.servers", TestStack.shared().bootstrapServers(), "isolation.level", "read_committed"),
        new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions = consumer.partitionsFor(topic).stream().map(each -> new TopicPartition(topic, each.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static <E extends SpecificRecord> Received<E> received(
      ConsumerRecord<byte[], byte[]> record, AvroValues values, Topic<E> topic) {
    var headers = new HashMap<String, String>();
    record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    var value = record.value() == null ? null : values.decode(record.value(), topic.event());
    return new Received<>(record.topic(), record.partition(), record.offset(), new String(record.key(), UTF_8), value,
        Instant.ofEpochMilli(record.timestamp()), Map.copyOf(headers));
  }

  private EventReader() {}
}
