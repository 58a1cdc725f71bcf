package io.tributary.simulators.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The faults of deliveries that are on. Of several that concern an event, the one that was asked for first and strikes is taken. */
public final class DeliveryFaults {

  private static final class Active {
    private final DeliveryRule rule;
    private final Random random;
    private int hits;

    Active(DeliveryRule rule) {
      this.rule = rule;
      this.random = new Random(rule.seed() == null ? 0 : rule.seed());
    }

    boolean strikes(Event event) {
      if (!rule.concerns(event) || rule.times() != null && hits >= rule.times()
          || rule.share() != null && random.nextDouble() >= rule.share()) {
        return false;
      }
      hits++;
      return true;
    }
  }

  private final List<Active> active = new ArrayList<>();

  DeliveryFaults() {}

  /** From the next event on. */
  public synchronized void add(DeliveryRule rule) {
    active.add(new Active(rule));
  }

  /** Ends all. What is held stays so. */
  public synchronized void clear() {
    active.clear();
  }

  /** @return what strikes this event; null for nothing */
  synchronized DeliveryRule.@Nullable Kind on(Event event) {
    return active.stream().filter(one -> one.strikes(event)).findFirst().map(one -> one.rule.kind()).orElse(null);
  }
}
