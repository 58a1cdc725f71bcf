package io.tributary.channels.linkedin.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Whether LinkedIn may be asked for a profile now. */
sealed interface Leave {

  /** @param lookUp names the look-up, which counts from now on */
  record Granted(UUID lookUp) implements Leave {}

  /** Somebody else has asked in the meantime. */
  record AlreadyKnown(ProfileAnswer answer) implements Leave {}

  /** Another sync is asking for the same profile at this moment. */
  record BeingAsked() implements Leave {}

  /** All look-ups of the last 24 hours are made. */
  record UsedUp(Instant until, Duration untilThen) implements Leave {}
}
