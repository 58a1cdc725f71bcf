package io.tributary.salesforce.runs;

import java.util.UUID;

/** Which run. */
public record RunKey(String tenant, UUID id) {

  /** As instances of scheduled tasks are named. */
  public static RunKey of(String name) {
    var bar = name.lastIndexOf('|');
    return new RunKey(name.substring(0, bar), UUID.fromString(name.substring(bar + 1)));
  }

  @Override
  public String toString() {
    return tenant + "|" + id;
  }
}
