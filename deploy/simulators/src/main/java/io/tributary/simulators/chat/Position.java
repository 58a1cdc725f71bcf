package io.tributary.simulators.chat;

import java.time.Instant;
import java.util.Comparator;

/** Where something stands in a list that begins with the newest; of one instant, in the order of the ids. */
public record Position(Instant at, String id) implements Comparable<Position> {

  private static final Comparator<Position> NEWEST_FIRST = Comparator.comparing(Position::at).reversed().thenComparing(Position::id);

  /** Behind everything of that instant. */
  public static Position behind(Instant at) {
    return new Position(at, "\uffff");
  }

  @Override
  public int compareTo(Position other) {
    return NEWEST_FIRST.compare(this, other);
  }
}
