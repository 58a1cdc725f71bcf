package io.tributary.simulators.salesforce.org;

import java.util.function.LongUnaryOperator;

/**
 * Rows in their order, each a number that the object's columns know.
 *
 * @param at the row at a position, from 0 to the size (exclusive)
 */
public record Rows(long size, LongUnaryOperator at) {

  static Rows first(long size) {
    return new Rows(size, position -> position);
  }

  static Rows of(long[] rows) {
    return new Rows(rows.length, position -> rows[(int) position]);
  }

  public long row(long position) {
    return at.applyAsLong(position);
  }
}
