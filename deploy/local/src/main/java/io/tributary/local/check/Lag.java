package io.tributary.local.check;

import io.tributary.events.Topics;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far topics have been written and how far each service has read them. */
public final class Lag implements AutoCloseable {

  /** What must be read by whom before anything can be quiet, though nobody may have begun. */
  private static final Map<String, String> READERS = Map.of(
      Topics.RECORD_UPSERTS.name(), "record-service",
      Topics.RECORD_STATES.name(), "participant-resolver",
      Topics.COMMUNICATIONS.name(), "participant-resolver",
      Topics.EMAIL_IDENTIFIER_CHANGES.name(), "channel-sync-email",
      Topics.WHATSAPP_IDENTIFIER_CHANGES.name(), "channel-sync-whatsapp",
      Topics.LINKEDIN_IDENTIFIER_CHANGES.name(), "channel-sync-linkedin",
      Topics.EMAIL_SYNC_REQUESTS.name(), "channel-sync-email");

  private final Admin admin;
  private final Unread unread;

  public Lag(String bootstrapServers) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.unread = new Unread(bootstrapServers);
  }

  /** Events that are written but not yet read, per "group topic"; without those that have none. */
  public Map<String, Long> byGroupAndTopic() {
    var ends = ends(await(admin.listTopics().names()));
    var lag = new TreeMap<String, Long>();
    for (var group : Topics.GROUPS) {
      var read = await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      ends.forEach((partition, end) -> {
        var offset = read.get(partition);
        if (offset != null || group.equals(READERS.get(partition.topic()))) {
          long next = offset == null ? 0 : offset.offset();
          if (next < end && unread.isBetween(partition, next, end)) {
            lag.merge(group + " " + partition.topic(), end - next, Long::sum);
          }
        }
      });
    }
    return lag;
  }

  /** How far each topic was ever written: every event, and on topics with transactions their ends. Compaction does not change it. */
  public Map<String, Long> written() {
    return ends(await(admin.listTopics().names())).entrySet().stream()
        .collect(Collectors.groupingBy(entry -> entry.getKey().topic(), Collectors.summingLong(Map.Entry::getValue)));
  }

  private Map<TopicPartition, Long> ends(Collection<String> topics) {
    var partitions = await(admin.describeTopics(topics).allTopicNames()).values().stream()
        .flatMap(topic -> topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
    return await(admin.listOffsets(partitions).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker does not say how far it is: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the broker", e);
    }
  }

  @Override
  public void close() {
    unread.close();
    admin.close();
  }
}
