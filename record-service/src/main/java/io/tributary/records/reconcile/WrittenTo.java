package io.tributary.records.reconcile;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far partitions are written, open transactions included. */
final class WrittenTo {

  private final Map<String, Object> configured;

  /** @param configured for an admin client */
  WrittenTo(Map<String, Object> configured) {
    this.configured = configured;
  }

  /** @throws KafkaException if the broker does not say */
  Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) throws InterruptedException {
    try (var admin = Admin.create(configured)) {
      var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
      return admin.listOffsets(asked).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (ExecutionException unanswered) {
      throw new KafkaException("The broker does not say how far topics are written: " + unanswered.getCause(), unanswered.getCause());
    }
  }
}
