package io.tributary.simulators.chat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How the networks behave towards every account. */
public final class NetworkRules {

  private final Addressing addressing;
  private final Clock clock;
  private volatile Duration readLag = Duration.ZERO;
  private volatile boolean phonesResolve = true;

  public NetworkRules(Addressing addressing, Clock clock) {
    this.addressing = addressing;
    this.clock = clock;
  }

  Addressing addressing() {
    return addressing;
  }

  public Instant now() {
    return clock.instant();
  }

  /** For so long after an event, reads do not show what it told; the live service needs 30 to 60 s. */
  public void readLag(Duration lag) {
    readLag = lag;
  }

  /** When reads show what happens now. */
  public Instant visibleFrom() {
    return readLag.isZero() ? Instant.MIN : now().plus(readLag);
  }

  /** Whether somebody who is named by a lid is found by his number too; nobody knows how it is in truth. */
  public void phonesResolve(boolean resolve) {
    phonesResolve = resolve;
  }

  boolean phonesResolve() {
    return phonesResolve;
  }
}
