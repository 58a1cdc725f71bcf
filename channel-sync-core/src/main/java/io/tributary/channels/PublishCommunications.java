package io.tributary.channels;

import io.tributary.channels.connection.CountSent;
import io.tributary.events.CommunicationKey;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Topics;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import java.util.List;

/** Publishes observations on the topic of communications, waits for every acknowledgement, and counts what was sent among them. */
final class PublishCommunications implements Communications {

  private final EventPublisher publisher;
  private final CountSent sent;

  PublishCommunications(EventPublisher publisher, CountSent sent) {
    this.publisher = publisher;
    this.sent = sent;
  }

  @Override
  public void publish(List<CommunicationObserved> observations) {
    if (!observations.isEmpty()) {
      publisher.publish(observations.stream().map(it -> Outgoing.of(Topics.COMMUNICATIONS, CommunicationKey.of(it), it)).toList());
      sent.count(observations);
    }
  }
}
