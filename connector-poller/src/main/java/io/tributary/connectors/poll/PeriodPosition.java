package io.tributary.connectors.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a source was read that is asked for periods.
 *
 * @param doneUntil everything up to there was read; null before the first time
 * @param from of the open period
 * @param to of the open period, fixed when it was opened; null while none is
 * @param cursor of its next page; null at its first
 */
public record PeriodPosition(@Nullable Instant doneUntil, @Nullable Instant from, @Nullable Instant to, @Nullable String cursor) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * The stored position with its period open: what was read less the overlap, or the backfill, until now.
   *
   * @param now the database's: another replica goes on from there
   */
  public static PeriodPosition opened(@Nullable String stored, Duration backfill, Duration overlap, Instant now) {
    var position = stored == null ? new PeriodPosition(null, null, null, null) : JSON.readValue(stored, PeriodPosition.class);
    if (position.to() != null) {
      return position;
    }
    var done = position.doneUntil();
    return new PeriodPosition(done, done == null ? now.minus(backfill) : done.minus(overlap), now, null);
  }

  public Instant begin() {
    return Objects.requireNonNull(from);
  }

  public Instant end() {
    return Objects.requireNonNull(to);
  }

  public String at(@Nullable String cursor) {
    return JSON.writeValueAsString(new PeriodPosition(doneUntil, from, to, cursor));
  }

  /** The period is read. */
  public String done() {
    return JSON.writeValueAsString(new PeriodPosition(to, null, null, null));
  }
}
