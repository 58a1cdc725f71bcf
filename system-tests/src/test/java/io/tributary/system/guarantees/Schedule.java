package io.tributary.system.guarantees;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/**
 * Which faults come in which order, decided by a seed. Two hands carry them out at the same time, one after the other each, so that two
 * things are down at once; no component is in both hands.
 */
record Schedule(List<Fault> one, List<Fault> other) {

  private static final List<String> INFRASTRUCTURE = List.of("postgresql", "broker", "registry");
  private static final List<String> BUSY = List.of("record-service", "participant-resolver", "channel-sync-email");
  private static final List<String> QUIET =
      List.of("channel-sync-whatsapp", "channel-sync-linkedin", "connector-poller", "salesforce-sync");

  /** Every component killed, the busy ones twice; what is rested on frozen; the busy services made zombies. */
  static Schedule ofEvery(Random random) {
    var faults = new ArrayList<Fault>();
    for (var components : List.of(INFRASTRUCTURE, BUSY, BUSY, QUIET)) {
      components.forEach(component -> faults.add(kill(component, random)));
    }
    INFRASTRUCTURE.forEach(component -> faults.add(new Fault.Freeze(component, between(9, 12, random))));
    BUSY.forEach(component -> faults.add(new Fault.Zombie(component, between(2, 5, random))));
    return inTwoHands(faults, random);
  }

  /** One of what is rested on, the busy services, and a freeze. */
  static Schedule ofFew(Random random) {
    var faults = new ArrayList<Fault>();
    var rest = new ArrayList<>(INFRASTRUCTURE);
    Collections.shuffle(rest, random);
    faults.add(kill(rest.getFirst(), random));
    BUSY.forEach(component -> faults.add(kill(component, random)));
    faults.add(new Fault.Freeze(BUSY.get(random.nextInt(BUSY.size())), between(6, 8, random)));
    return inTwoHands(faults, random);
  }

  /** For the last edits, when what they concern was fetched. */
  static Schedule ofEnd(Random random) {
    return new Schedule(List.of(kill("record-service", random)), List.of(kill("participant-resolver", random)));
  }

  int size() {
    return one.size() + other.size();
  }

  private static Schedule inTwoHands(List<Fault> faults, Random random) {
    Collections.shuffle(faults, random);
    var ofOne = new HashSet<String>();
    var components = new ArrayList<>(faults.stream().map(Fault::component).distinct().toList());
    for (var i = 0; i < components.size(); i += 2) {
      ofOne.add(components.get(i));
    }
    return new Schedule(
        faults.stream().filter(fault -> ofOne.contains(fault.component())).toList(),
        faults.stream().filter(fault -> !ofOne.contains(fault.component())).toList());
  }

  private static Fault kill(String component, Random random) {
    return new Fault.Kill(component, Duration.ofMillis(random.nextLong(4000)));
  }

  private static Duration between(int least, int most, Random random) {
    return Duration.ofMillis(random.nextLong(least * 1000L, most * 1000L));
  }
}
