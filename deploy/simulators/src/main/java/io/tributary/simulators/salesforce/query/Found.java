package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Column;
import io.tributary.simulators.salesforce.org.Sheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement found. */
public sealed interface Found {

  /** {@code SELECT COUNT()}: the number alone. */
  record Counted(long count) implements Found {}

  /**
   * Groups, which cannot be read page by page.
   *
   * @param names of the columns
   * @param rows with their values in the order of the names
   */
  record Grouped(List<String> names, List<@Nullable Object[]> rows) implements Found {}

  /** Rows, to be read from wherever one likes. */
  record Listed(Sheet sheet, List<Column> columns, Matches matches) implements Found {}
}
