package io.tributary.service.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What a container does when a batch has to wait: the same records again, after 1 s, 2 s, … 30 s, without end, and nothing skipped. Each
 * wait is far below {@code max.poll.interval.ms}, so the partitions stay. An offset that the topic no longer holds stops the container: a
 * person decides whether the gap is accepted.
 */
final class WaitInPlace extends DefaultErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(WaitInPlace.class);

  private final Duration firstWait;

  WaitInPlace(Duration firstWait, Duration longestWait) {
    super(WaitInPlace::neverSkip, withoutEnd(firstWait, longestWait));
    this.firstWait = firstWait;
    // Everything is worth waiting for: what is not, DeliverBatch has sent to the dead letters.
    setClassifications(Map.of(), true);
    setLogLevel(KafkaException.Level.DEBUG);
  }

  @Override
  public void handleOtherException(
      Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
    switch (failure) {
      case InvalidOffsetException gap -> {
        LOG.error("{} stops: the group's offset is no longer in the topic for {}. What was deleted before it was read has to be"
            + " fetched again or given up; then \"tributary ops offsets accept-gap\" sets the offset, and the service can be restarted.",
            container.getListenerId(), gap.partitions());
        container.stopAbnormally(() -> {});
      }
      case WakeupException _ -> {}
      case RetriableException e -> {
        LOG.warn("{}: {}; trying again", container.getListenerId(), e.getClass().getSimpleName());
        pause(container);
      }
      default -> {
        LOG.error("{} failed outside a batch; trying again", container.getListenerId(), failure);
        pause(container);
      }
    }
  }

  private void pause(MessageListenerContainer container) {
    try {
      ListenerUtils.stoppableSleep(container, firstWait.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void neverSkip(ConsumerRecord<?, ?> record, Exception failure) {
    throw new IllegalStateException("A record must not be skipped.", failure);
  }

  private static BackOff withoutEnd(Duration firstWait, Duration longestWait) {
    var backOff = new ExponentialBackOff(firstWait.toMillis(), 2);
    backOff.setMaxInterval(longestWait.toMillis());
    return backOff;
  }
}
