package io.tributary.system.guarantees;

import java.time.Duration;

/** One thing that goes wrong. */
sealed interface Fault {

  String component();

  /** {@code kill -9}, and started again after {@code down}. */
  record Kill(String component, Duration down) implements Fault {}

  /** SIGSTOP, and SIGCONT after {@code length}: clients hang, leases and sessions run out. */
  record Freeze(String component, Duration length) implements Fault {}

  /** Frozen until a second process of the service has taken over, and {@code length} more; it wakes and does not know; the second is killed. */
  record Zombie(String component, Duration length) implements Fault {}

  default String text() {
    return switch (this) {
      case Kill kill -> "kill %s, %d ms down".formatted(kill.component, kill.down.toMillis());
      case Freeze freeze -> "freeze %s, %d ms".formatted(freeze.component, freeze.length.toMillis());
      case Zombie zombie -> "zombie %s, another has its work for %d ms".formatted(zombie.component, zombie.length.toMillis());
    };
  }
}
