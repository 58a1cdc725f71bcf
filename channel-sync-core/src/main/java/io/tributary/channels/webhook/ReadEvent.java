package io.tributary.channels.webhook;

import io.tributary.channels.connection.AccountKey;
import io.tributary.events.CommunicationObserved;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event of an account that told something.
 *
 * @param message true where its message came, or was announced
 */
record ReadEvent(AccountKey account, EventId id, Instant receivedAt, Told told, boolean message) {

  static final Comparator<ReadEvent> ORDER = Comparator.comparing(ReadEvent::account)
      .thenComparing(it -> it.id().id())
      .thenComparing(it -> it.id().event())
      .thenComparing(it -> it.id().version());

  /** Nothing where it told nothing. */
  static List<ReadEvent> of(AccountKey account, Instant receivedAt, Told told) {
    return switch (told) {
      case Told.Message message -> List.of(new ReadEvent(account, message.id(), receivedAt, told, true));
      case Told.Announced announced -> List.of(new ReadEvent(account, announced.id(), receivedAt, told, true));
      case Told.Happened happened -> List.of(new ReadEvent(account, happened.id(), receivedAt, told, false));
      case Told.Nothing _ -> List.of();
    };
  }

  /** A message that no event brought, but an answer of the provider. @param how it was found */
  static ReadEvent found(AccountKey account, Instant at, String how, CommunicationObserved observation) {
    var id = new EventId(how, observation.getCopy().getProviderId());
    return new ReadEvent(account, id, at, new Told.Message(id, observation), true);
  }

  /** This, and the message as its copy is called where the event calls it otherwise: by that name a pass finds it. */
  Stream<ReadEvent> byAllItsNames() {
    return told instanceof Told.Message(_, var observation, _) && !EventId.bounded(observation.getCopy().getProviderId()).equals(id.id())
        ? Stream.of(this, found(account, receivedAt, id.event(), observation))
        : Stream.of(this);
  }

  /** What it asks at once. */
  List<Hint> asks() {
    return switch (told) {
      case Told.Message message -> message.asks();
      case Told.Announced announced -> List.of(announced.ask());
      case Told.Happened _, Told.Nothing _ -> List.of();
    };
  }

  /** The message that it announces; null where it does not, or brings it. */
  @Nullable String announced() {
    return told instanceof Told.Announced ? id.id() : null;
  }

  /** The message it is, or is about. */
  String messageId() {
    return told instanceof Told.Happened happened ? EventId.bounded(happened.message()) : id.id();
  }
}
