package io.tributary.simulators.salesforce.org;

import org.jspecify.annotations.Nullable;

/** An object of the organisation with its rows. */
public interface Sheet {

  String name();

  /** The first three characters of its ids. */
  String prefix();

  Columns columns();

  /** All rows there are, in the order of their ids. */
  Rows all();

  /** Null where the column has none. */
  @Nullable Index index(Column column);

  /**
   * @param withDeleted whether the recycle bin is looked into too
   */
  boolean isVisible(long row, boolean withDeleted);
}
