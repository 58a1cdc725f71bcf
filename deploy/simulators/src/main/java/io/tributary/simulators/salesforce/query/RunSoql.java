package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Column;
import io.tributary.simulators.salesforce.org.Columns;
import io.tributary.simulators.salesforce.org.Org;
import io.tributary.simulators.salesforce.org.Sheet;
import io.tributary.simulators.salesforce.soql.Path;
import io.tributary.simulators.salesforce.soql.Soql;
import io.tributary.simulators.salesforce.soql.Soql.Selected;
import io.tributary.simulators.salesforce.soql.SoqlRefused;
import java.time.Clock;
import java.util.function.LongPredicate;

/** Finds what a statement asks for. */
public final class RunSoql {

  private final Org org;
  private final Clock clock;

  public RunSoql(Org org, Clock clock) {
    this.org = org;
    this.clock = clock;
  }

  /**
   * @param withDeleted as {@code queryAll}: the recycle bin too
   * @throws SoqlRefused if Salesforce would refuse it
   */
  public Found run(Soql soql, boolean withDeleted) {
    var sheet = sheet(soql.from());
    var rows = new RowValues(sheet.columns(), sheet.name());
    var candidates = new ChooseCandidates(sheet).of(soql);
    LongPredicate visible = row -> sheet.isVisible(row, withDeleted);
    var matching = soql.where() == null ? visible : visible.and(condition(rows).of(soql.where()));
    if (soql.isCount()) {
      return new Found.Counted(Matches.of(candidates.rows(), matching).count());
    }
    if (soql.isGrouped()) {
      return new GroupRows(soql, rows, this::condition).of(candidates, matching);
    }
    var selected = soql.select().stream().map(RunSoql::path).map(path -> column(sheet.columns(), sheet.name(), path)).toList();
    var ordered = new OrderRows(sheet.columns()).of(soql.orderBy(), Matches.of(candidates.rows(), matching), candidates.order());
    return new Found.Listed(sheet, selected, ordered.within(soql.offset(), soql.limit()));
  }

  private CompileCondition condition(Values values) {
    return new CompileCondition(values, clock, new InnerSelect(this));
  }

  private Sheet sheet(String name) {
    var sheet = org.sheet(name);
    if (sheet == null) {
      throw new SoqlRefused("INVALID_TYPE", "sObject type '%s' is not supported.".formatted(name));
    }
    return sheet;
  }

  private static Path path(Selected selected) {
    if (selected.alias() != null) {
      throw SoqlRefused.malformed("only aggregate expressions use field aliasing");
    }
    return (Path) selected.expression(); // a statement with aggregates is a grouped one
  }

  static Column column(Columns columns, String entity, Path path) {
    var column = columns.find(path.text());
    if (column == null) {
      throw new SoqlRefused("INVALID_FIELD", """
          No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure to append the '__c' after the custom \
          field name.""".formatted(path.text(), entity));
    }
    return column;
  }
}
