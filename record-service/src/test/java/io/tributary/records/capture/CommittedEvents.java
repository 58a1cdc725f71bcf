package io.tributary.records.capture;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How this module's tests read topics: what is committed, up to all that is written, ends of transactions that come in a moment included. */
record CommittedEvents(String bootstrapServers) {

  KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream().map(partition -> new TopicPartition(topic, partition.partition())).toList();
  }

  /** A consumer's own ends lie before transactions whose ends are not written yet. */
  boolean isBehind(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()))).all().get().entrySet()
          .stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
