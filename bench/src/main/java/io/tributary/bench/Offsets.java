package io.tributary.bench;

import io.tributary.local.check.Unread;
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
  private final Unread unread;
  private final Map<String, Set<TopicPartition>> partitions = new HashMap<>();

  public Offsets(String bootstrapServers) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.unread = new Unread(bootstrapServers);
  }

  /** Returns when the group has taken in all that is on the topics now: stored, and its offsets committed. */
  public void awaitRead(String group, Set<String> topics, Duration limit) throws ExecutionException, InterruptedException {
    var ends = ends(topics);
    var last = Instant.now().plus(limit);
    for (var read = read(group, topics); !isRead(read, ends); read = read(group, topics)) {
      if (Instant.now().isAfter(last)) {
        throw new IllegalStateException("After %d s %s is at %s; %s was expected.".formatted(limit.toSeconds(), group, read, ends));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  /** What a group may lack in the end is the end of the last transaction, in each partition. */
  private boolean isRead(Map<TopicPartition, Long> read, Map<TopicPartition, Long> ends) {
    var lacking = ends.entrySet().stream().filter(end -> read.getOrDefault(end.getKey(), 0L) < end.getValue()).toList();
    return lacking.stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) == end.getValue() - 1)
        && lacking.stream().noneMatch(end -> unread.isBetween(end.getKey(), end.getValue() - 1, end.getValue()));
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

  @Override
  public void close() {
    unread.close();
    admin.close();
  }
}
