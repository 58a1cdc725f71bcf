package io.tributary.channels;

import io.tributary.events.Topics;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import java.util.List;

/** Publishes observations on the topic of communications and waits for every acknowledgement. */
final class PublishCommunications implements Communications {

  private final EventPublisher publisher;

  PublishCommunications(EventPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void publish(List<Observation> observations) {
    if (!observations.isEmpty()) {
      publisher.publish(observations.stream().map(it -> Outgoing.of(Topics.COMMUNICATIONS, it.key(), it.event())).toList());
    }
  }
}
