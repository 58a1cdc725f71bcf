package io.tributary.ops;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** First and next offset of partitions. */
record Ends(Map<TopicPartition, Long> first, Map<TopicPartition, Long> next) {

  static Ends of(Broker broker, Admin admin, Collection<TopicPartition> partitions) {
    return new Ends(
        offsets(broker, admin, partitions, OffsetSpec.earliest()), offsets(broker, admin, partitions, OffsetSpec.latest()));
  }

  long nextOf(TopicPartition partition) {
    return next.getOrDefault(partition, 0L);
  }

  /** Offsets between the ends. In a compacted topic some of them are gone. */
  long between(TopicPartition partition) {
    return nextOf(partition) - first.getOrDefault(partition, 0L);
  }

  long behind(TopicPartition partition, long committed) {
    return Math.max(0, nextOf(partition) - Math.max(committed, first.getOrDefault(partition, 0L)));
  }

  private static Map<TopicPartition, Long> offsets(
      Broker broker, Admin admin, Collection<TopicPartition> partitions, OffsetSpec which) {
    var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
    return broker.ask(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, answer -> offset(answer.getValue())));
  }

  private static long offset(ListOffsetsResultInfo answer) {
    return answer.offset();
  }
}
