package io.tributary.events;

import org.jspecify.annotations.NullMarked;

/** How keys are written: the tenant first, parts joined by {@code |}. */
@NullMarked
public final class Keys {

  public static String of(String tenant, Object... parts) {
    var key = new StringBuilder(tenant);
    for (var part : parts) {
      key.append('|').append(part);
    }
    return key.toString();
  }

  private Keys() {}
}
