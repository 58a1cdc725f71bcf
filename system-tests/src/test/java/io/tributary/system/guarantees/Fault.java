package io.tributary.system.guarantees;

import java.time.Duration;

/** One thing that goes wrong. */
sealed interface Fault {

  String component();

  /** {@code kill -9}, and started again after {@code down}. */
  record Kill(String component, Duration down) implements Fault {}

  /** SIGSTOP, and SIGCONT after {@code length}: clients hang, leases and sessions run out. */
  record Freeze(String component, Duration length) implements Fault {}

  /** Frozen while a second process of the service takes over; it wakes and does not know; then the second goes, killed or stopped. */
  record Zombie(String component, Duration length) implements Fault {}

  default String text() {
    return switch (this) {
      case Kill kill -> "kill %s, %d ms down".formatted(kill.component, kill.down.toMillis());
      case Freeze freeze -> "freeze %s, %d ms".formatted(freeze.component, freeze.length.toMillis());
      case Zombie zombie -> "zombie %s, %d ms, another takes over".formatted(zombie.component, zombie.length.toMillis());
    };
  }
}
