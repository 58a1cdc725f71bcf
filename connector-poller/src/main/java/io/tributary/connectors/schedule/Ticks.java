package io.tributary.connectors.schedule;

import io.tributary.connectors.ConnectionKey;
import java.time.Instant;

/** When a connection's regular polls are: fixed points of the period, by its source's offset and a moment of its own. */
record Ticks(ScheduleSettings settings) {

  /** The first one after the instant. */
  Instant after(Instant instant, ConnectionKey key) {
    long period = settings.every().toMillis();
    long shift = settings.offsetOf(key.source()).toMillis() + ownMoment(key);
    long passed = Math.floorDiv(instant.toEpochMilli() - shift, period);
    return Instant.ofEpochMilli((passed + 1) * period + shift);
  }

  private long ownMoment(ConnectionKey key) {
    long spread = settings.jitter().toMillis();
    return spread == 0 ? 0 : Math.floorMod(key.toString().hashCode() * 2654435761L, spread);
  }
}
