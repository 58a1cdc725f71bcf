package io.tributary.connectors.calls;

/** Who asks. The less urgent stop earlier, so that something is left for the more urgent. */
public enum Share {

  /** A person, or an event that just came. */
  LIVE(100),

  /** The regular poll. */
  CATCH_UP(90),

  /** The first reading of a stream, which may take hours. */
  BACKFILL(70);

  private final int percent;

  Share(int percent) {
    this.percent = percent;
  }

  /** How much of a budget it may use up; a call always. */
  int of(Budget budget) {
    return Math.max(budget.cost(), (int) ((long) budget.limit() * percent / 100));
  }
}
