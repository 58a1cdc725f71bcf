package io.tributary.connectors.calls;

import java.time.Duration;

/**
 * What one call takes of what a provider allows.
 *
 * @param name of the budget: a method, or a group of them
 * @param limit calls, or units, within the window
 * @param per the window
 * @param cost of this call, 1 or more
 */
public record Budget(String name, int limit, Duration per, int cost) {

  public static Budget of(String name, int limit, Duration per) {
    return new Budget(name, limit, per, 1);
  }

  public Budget costing(int units) {
    return new Budget(name, limit, per, units);
  }
}
