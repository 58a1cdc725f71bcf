package io.tributary.salesforce.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that somebody works on.
 *
 * @param attempt fencing token: writing needs the newest
 * @param from of an incremental run: what changed since, by Salesforce's clock; null for a full one
 * @param round 0: what discovery found; then the survivors of merges
 * @param calls made in earlier attempts
 */
public record Run(RunKey key, RunKind kind, Via via, Phase phase, @Nullable Instant from, int round, long calls, int attempt) {

  public String tenant() {
    return key.tenant();
  }

  public Run in(Phase next) {
    return new Run(key, kind, via, next, from, round, calls, attempt);
  }

  public Run inRound(int next) {
    return new Run(key, kind, via, phase, from, next, calls, attempt);
  }

  public Run since(Instant moment) {
    return new Run(key, kind, via, phase, moment, round, calls, attempt);
  }

  /** The same as a full run. */
  public Run full() {
    return new Run(key, RunKind.FULL, via, phase, null, round, calls, attempt);
  }
}
