package io.tributary.records.capture;

import io.tributary.service.kafka.FencedPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.kafka.PublishFailed;
import io.tributary.service.registry.BadEvent;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Publishes in order and returns when every event is valid. What fails for a while is tried again; an event that could never be published is
 * found by halves, reported and left out. Where another publishes now, or the broker stays away, {@code PublisherLost} ends the session.
 */
final class PublishEvents {

  private final FencedPublisher publisher;
  private final CaptureAlarms alarms;
  private final Patience patience;

  PublishEvents(FencedPublisher publisher, CaptureAlarms alarms, Patience patience) {
    this.publisher = publisher;
    this.alarms = alarms;
    this.patience = patience;
  }

  void publish(List<Outgoing<?>> events) throws InterruptedException {
    if (events.isEmpty() || published(events)) {
      return;
    }
    if (events.size() == 1) {
      alarms.unpublishable(events.getFirst());
      return;
    }
    int middle = events.size() / 2;
    publish(events.subList(0, middle));
    publish(events.subList(middle, events.size()));
  }

  /** False where one of the events could never be published; the others are repeated. */
  private boolean published(List<Outgoing<?>> events) throws InterruptedException {
    return patience.untilAnswered("publishing %d events".formatted(events.size()), () -> {
      try {
        publisher.publish(events);
        return true;
      } catch (PublishFailed | BadEvent failure) {
        if (isForEver(failure)) {
          return false;
        }
        throw failure;
      }
    });
  }

  private static boolean isForEver(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadEvent || cause instanceof RecordTooLargeException) {
        return true;
      }
    }
    return false;
  }
}
