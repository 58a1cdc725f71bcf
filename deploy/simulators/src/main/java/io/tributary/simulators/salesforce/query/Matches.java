package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Rows;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * The candidates that match. They are counted once and found again when they are read: of a thousand of them only the first one's position is
 * remembered.
 */
public final class Matches {

  private static final int STEP = 1000;

  private final Rows candidates;
  private final LongPredicate matching;
  private final long[] everyThousandth;
  private final long first;
  private final long count;

  private Matches(Rows candidates, LongPredicate matching, long[] everyThousandth, long first, long count) {
    this.candidates = candidates;
    this.matching = matching;
    this.everyThousandth = everyThousandth;
    this.first = first;
    this.count = count;
  }

  static Matches of(Rows candidates, LongPredicate matching) {
    var positions = new long[16];
    long count = 0;
    for (long position = 0; position < candidates.size(); position++) {
      if (matching.test(candidates.row(position))) {
        if (count % STEP == 0) {
          var step = (int) (count / STEP);
          positions = step < positions.length ? positions : Arrays.copyOf(positions, 2 * positions.length);
          positions[step] = position;
        }
        count++;
      }
    }
    return new Matches(candidates, matching, positions, 0, count);
  }

  /** All of these rows. */
  static Matches of(long[] rows) {
    return of(new Rows(rows.length, position -> rows[(int) position]), row -> true);
  }

  /**
   * @param limit negative for none
   */
  Matches within(long offset, long limit) {
    var rest = Math.max(0, count - offset);
    return new Matches(candidates, matching, everyThousandth, first + offset, limit < 0 ? rest : Math.min(rest, limit));
  }

  public long count() {
    return count;
  }

  /** The rows from the nth on, at most that many. */
  public void read(long from, long most, LongConsumer rows) {
    var left = Math.min(most, count - from);
    if (left <= 0) {
      return;
    }
    var nth = first + from;
    var skip = nth % STEP;
    for (long position = everyThousandth[(int) (nth / STEP)]; position < candidates.size() && left > 0; position++) {
      var row = candidates.row(position);
      if (!matching.test(row)) {
        continue;
      }
      if (skip > 0) {
        skip--;
      } else {
        rows.accept(row);
        left--;
      }
    }
  }
}
