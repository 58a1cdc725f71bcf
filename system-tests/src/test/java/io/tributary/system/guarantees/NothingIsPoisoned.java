package io.tributary.system.guarantees;

import java.util.List;
import java.util.Map;

/** An outage is waited out: it makes no dead letter. */
final class NothingIsPoisoned implements Guarantee<Evidence> {

  @Override
  public String name() {
    return "an outage makes no dead letter";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    return evidence.written().entrySet().stream()
        .filter(topic -> topic.getKey().startsWith("dead-letters.") && topic.getValue() > 0)
        .map((Map.Entry<String, Long> topic) -> "%s has %d".formatted(topic.getKey(), topic.getValue()))
        .toList();
  }
}
