package io.tributary.bench.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records topics hold, asked of the broker: cheaper for it than reading them. */
final class TopicEnds implements AutoCloseable {

  private static final long BETWEEN_LOOKS_MILLIS = 20;

  private final Admin admin;
  private final Map<String, Integer> partitions = new HashMap<>();

  TopicEnds(String bootstrapServers) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  Map<String, Long> of(Set<String> topics) throws ExecutionException, InterruptedException {
    for (var missing : topics.stream().filter(topic -> !partitions.containsKey(topic)).toList()) {
      partitions.put(missing, admin.describeTopics(Set.of(missing)).allTopicNames().get().get(missing).partitions().size());
    }
    var ends = admin.listOffsets(topics.stream()
        .flatMap(topic -> java.util.stream.IntStream.range(0, partitions.get(topic)).mapToObj(number -> new TopicPartition(topic, number)))
        .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()))).all().get();
    var sums = new HashMap<String, Long>();
    ends.forEach((partition, end) -> sums.merge(partition.topic(), end.offset(), Long::sum));
    return sums;
  }

  /** Returns when each topic's end has reached its number. */
  void await(Map<String, Long> wanted, Duration limit) throws ExecutionException, InterruptedException {
    var end = Instant.now().plus(limit);
    var now = of(wanted.keySet());
    while (!reached(now, wanted)) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("After %d s the topics hold %s records; %s were expected.".formatted(limit.toSeconds(), now, wanted));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
      now = of(wanted.keySet());
    }
  }

  private static boolean reached(Map<String, Long> now, Map<String, Long> wanted) {
    return wanted.entrySet().stream().allMatch(each -> now.getOrDefault(each.getKey(), 0L) >= each.getValue());
  }

  @Override
  public void close() {
    admin.close();
  }
}
