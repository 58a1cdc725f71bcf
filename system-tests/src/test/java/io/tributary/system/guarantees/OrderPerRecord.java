package io.tributary.system.guarantees;

import io.tributary.events.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A record's position never goes back on its partition, but for exact repetitions of what was there before; and what stands last is the
 * highest. Said in the words of LINE Decaton's guarantees.
 */
final class OrderPerRecord implements Guarantee<Evidence> {

  @Override
  public String name() {
    return "changes of a record come in order; what goes back is an exact repetition";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    return Stream.concat(Stream.of(Topics.RECORD_STATES), Topics.IDENTIFIER_CHANGES.values().stream())
        .flatMap(topic -> breaches(evidence.events(topic)).stream())
        .toList();
  }

  /** @param events of one topic, in the order of each partition */
  static List<String> breaches(List<Event> events) {
    var breaches = new ArrayList<String>();
    var highest = new HashMap<String, Event>();
    var last = new HashMap<String, Event>();
    var partitions = new HashMap<String, Integer>();
    var seen = new HashSet<List<Object>>();
    for (var event : events) {
      if (partitions.computeIfAbsent(event.key(), _ -> event.partition()) != event.partition()) {
        breaches.add("%s lies on two partitions".formatted(event.place()));
      }
      if (event.position() != null) {
        compare(event, highest, seen, breaches);
        last.put(event.key(), event);
      }
    }
    last.forEach((key, event) -> {
      if (isBelow(event, highest.get(key))) {
        breaches.add("%s stands last, and %s before it is newer".formatted(event.place(), highest.get(key).place()));
      }
    });
    return breaches;
  }

  private static void compare(Event event, Map<String, Event> highest, Set<List<Object>> seen, List<String> breaches) {
    var before = highest.get(event.key());
    var isNew = seen.add(List.of(event.key(), event.position(), event.fingerprint()));
    if (before != null && isNew && !isAbove(event, before)) {
      breaches.add("%s goes back behind %s and repeats nothing".formatted(event.place(), before.place()));
    }
    if (before == null || isAbove(event, before)) {
      highest.put(event.key(), event);
    }
  }

  private static boolean isAbove(Event event, Event other) {
    return Event.BY_POSITION.compare(event.position(), other.position()) > 0;
  }

  private static boolean isBelow(Event event, Event other) {
    return Event.BY_POSITION.compare(event.position(), other.position()) < 0;
  }
}
