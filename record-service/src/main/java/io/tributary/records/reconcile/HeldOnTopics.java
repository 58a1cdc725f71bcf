package io.tributary.records.reconcile;

import io.tributary.events.Topic;
import io.tributary.events.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the compacted topics about records to their present ends, into a table where they can be compared with rows. Only what is committed
 * counts: readers of the topics do not see the rest.
 */
final class HeldOnTopics {

  private static final List<Topic<?>> TOPICS =
      Stream.concat(Stream.<Topic<?>>of(Topics.RECORD_STATES), Topics.IDENTIFIER_CHANGES.values().stream()).toList();

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final WrittenTo written;
  private final ReadHeld events;
  private final HeldStore store;
  private final CountDownLatch ended;

  /** @param consumers of committed events @param ended at zero when the capture ends, and with it all reading */
  HeldOnTopics(Supplier<Consumer<byte[], byte[]>> consumers, WrittenTo written, ReadHeld events, HeldStore store, CountDownLatch ended) {
    this.consumers = consumers;
    this.written = written;
    this.events = events;
    this.store = store;
    this.ended = ended;
  }

  /** Everything the topics hold now; to be closed. */
  Reading read() throws InterruptedException {
    var reading = new Reading(consumers.get());
    try {
      reading.readOn();
      return reading;
    } catch (RuntimeException | InterruptedException failed) {
      reading.close();
      throw failed;
    }
  }

  /** What was read, under an id of its own; it goes when closed. */
  final class Reading implements AutoCloseable {

    private final UUID id = UUID.randomUUID();
    private final Consumer<byte[], byte[]> consumer;

    private Reading(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    UUID id() {
      return id;
    }

    /** Reads up to the topics' ends of this moment: at first from the beginning, then what came since. */
    void readOn() throws InterruptedException {
      if (consumer.assignment().isEmpty()) {
        var partitions = TOPICS.stream().flatMap(this::partitions).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
      }
      // Not the consumer's own ends: those lie before a transaction whose end is not written yet, though its writer knows that it is committed.
      var ends = written.of(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (ended.getCount() == 0) {
          throw new InterruptedException("the capture ended while the topics were read");
        }
        var latest = new LinkedHashMap<Held.Key, Held>();
        for (var event : consumer.poll(Duration.ofMillis(200))) {
          events.read(event).ifPresent(held -> latest.put(held.key(), held));
        }
        store.keep(id, List.copyOf(latest.values()));
      }
    }

    /** A topic that is not there would pass for one that holds nothing. */
    private Stream<TopicPartition> partitions(Topic<?> topic) {
      var partitions = consumer.partitionsFor(topic.name());
      if (partitions.isEmpty()) {
        throw new IllegalStateException("Topic %s does not exist: create it as deploy/kafka/topics says.".formatted(topic));
      }
      return partitions.stream().map(partition -> new TopicPartition(partition.topic(), partition.partition()));
    }

    @Override
    public void close() {
      try (consumer) {
        store.forget(id);
      }
    }
  }
}
