package io.tributary.channels.webhook;

import io.tributary.events.CommunicationObserved;
import java.util.List;

/** What an event tells. */
public sealed interface Told {

  /**
   * A message, whole enough to be published as it is.
   *
   * @param asks what is worth asking besides, as the people of a chat that is not known
   */
  record Message(EventId id, CommunicationObserved observation, List<Hint> asks) implements Told {

    public Message {
      asks = List.copyOf(asks);
    }

    public Message(EventId id, CommunicationObserved observation) {
      this(id, observation, List.of());
    }
  }

  /**
   * A message of which the event does not say enough. It counts as come: what happens to it later is asked for at once.
   *
   * @param ask how it is read
   */
  record Announced(EventId id, Hint ask) implements Told {}

  /**
   * What happened to a message that the event does not hold: somebody read it, edited it, took it back. Once the message is there it is read
   * again; until then the event is kept for a while.
   *
   * @param message its id, as the event that brought it calls it or as {@code AccountCopy.providerId} of its observation has it
   * @param ask how it is read again
   */
  record Happened(EventId id, String message, Hint ask) implements Told {}

  /** Nothing to do. @param why a word or two for the metric, as {@code draft}; nothing personal */
  record Nothing(String why) implements Told {}
}
