package io.tributary.simulators.salesforce.org;

import java.util.Collection;

/** Finds rows by a column without reading them all. What it gives may hold more rows than were meant, never fewer. */
public interface Index {

  /** In the order of the column. */
  Rows anyOf(Collection<String> values);

  /** All rows whose value is that one or comes after it, in the order of the column. */
  Rows from(String value);

  /** All rows that have a value, in its order. */
  Rows all();
}
