package io.tributary.bench;

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

/** How far a group has read topics, asked of the broker. */
public final class Offsets implements AutoCloseable {

  private static final long BETWEEN_LOOKS_MILLIS = 20;

  private final Admin admin;
  private final Map<String, Set<TopicPartition>> partitions = new HashMap<>();

  public Offsets(String bootstrapServers) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Returns when the group has taken in all that is on the topics now: stored, and its offsets committed. */
  public void awaitRead(String group, Set<String> topics, Duration limit) throws ExecutionException, InterruptedException {
    await(() -> sums(read(group, topics)), sums(ends(topics)), limit);
  }

  private Map<TopicPartition, Long> read(String group, Set<String> topics) throws ExecutionException, InterruptedException {
    var read = new HashMap<TopicPartition, Long>();
    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().forEach((partition, offset) -> {
      if (topics.contains(partition.topic()) && offset != null) {
        read.put(partition, offset.offset());
      }
    });
    return read;
  }

  private Map<TopicPartition, Long> ends(Set<String> topics) throws ExecutionException, InterruptedException {
    for (var topic : topics) {
      if (!partitions.containsKey(topic)) {
        partitions.put(topic, admin.describeTopics(Set.of(topic)).allTopicNames().get().values().stream()
            .flatMap(found -> found.partitions().stream().map(partition -> new TopicPartition(topic, partition.partition())))
            .collect(Collectors.toSet()));
      }
    }
    var asked = partitions.entrySet().stream().filter(each -> topics.contains(each.getKey()))
        .flatMap(each -> each.getValue().stream()).collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
    var ends = new HashMap<TopicPartition, Long>();
    admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private static Map<String, Long> sums(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .collect(Collectors.groupingBy(each -> each.getKey().topic(), Collectors.summingLong(Map.Entry::getValue)));
  }

  private interface Look {
    Map<String, Long> now() throws ExecutionException, InterruptedException;
  }

  private static void await(Look look, Map<String, Long> wanted, Duration limit) throws ExecutionException, InterruptedException {
    var end = Instant.now().plus(limit);
    for (var now = look.now(); !isReached(now, wanted); now = look.now()) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("After %d s the topics are at %s; %s was expected.".formatted(limit.toSeconds(), now, wanted));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private static boolean isReached(Map<String, Long> now, Map<String, Long> wanted) {
    return wanted.entrySet().stream().allMatch(each -> now.getOrDefault(each.getKey(), 0L) >= each.getValue());
  }

  @Override
  public void close() {
    admin.close();
  }
}
