package io.tributary.channels.webhook;

import io.tributary.events.CommunicationObserved;
import java.util.List;
import java.util.stream.Stream;

/**
 * Of events that came, those to be treated.
 *
 * @param fresh nobody read them before
 * @param again an older decoder read them: their messages are published again, and nobody is asked
 */
record Unread(List<ReadEvent> fresh, List<ReadEvent> again) {

  List<ReadEvent> all() {
    return Stream.concat(fresh.stream(), again.stream()).toList();
  }

  List<CommunicationObserved> messages() {
    return all().stream()
        .flatMap(it -> it.told() instanceof Told.Message message ? Stream.of(message.observation()) : Stream.of())
        .toList();
  }

  int size() {
    return fresh.size() + again.size();
  }
}
