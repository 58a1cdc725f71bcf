package io.tributary.service.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * A partition the group never committed is read from its beginning. {@code auto.offset.reset=earliest} would do that too, but also where
 * an offset fell out of the topic, and so read on over a gap that nobody saw.
 */
final class StartAtBeginning implements ConsumerAwareRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(StartAtBeginning.class);

  private final WaitingBatches waiting;

  /** @param waiting forgets the partitions that go to another consumer, which then waits in its turn */
  StartAtBeginning(WaitingBatches waiting) {
    this.waiting = waiting;
  }

  @Override
  public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    waiting.noLongerWait(partitions);
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    waiting.noLongerWait(partitions);
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    var committed = committed(consumer, partitions);
    var fresh = partitions.stream().filter(partition -> committed.get(partition) == null).toList();
    if (fresh.isEmpty()) {
      return;
    }
    LOG.info("No offset yet for {}: from the beginning", fresh);
    consumer.seekToBeginning(fresh);
    try {
      var beginnings = new HashMap<TopicPartition, OffsetAndMetadata>();
      fresh.forEach(partition -> beginnings.put(partition, new OffsetAndMetadata(consumer.position(partition))));
      consumer.commitSync(beginnings);
    } catch (RetriableException | RebalanceInProgressException e) {
      // The seek stands; the first batch commits, or the next owner comes here again.
      LOG.warn("The beginning of {} is not committed yet: {}", fresh, e.getClass().getSimpleName());
    }
  }

  /** Without an answer the consumer would stop for want of an offset, so this goes on asking; a stop of the container interrupts it. */
  private static Map<TopicPartition, OffsetAndMetadata> committed(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    while (true) {
      try {
        return consumer.committed(new HashSet<>(partitions));
      } catch (RetriableException e) {
        LOG.warn("Committed offsets of {} are not known yet: {}", partitions, e.getClass().getSimpleName());
      }
    }
  }
}
