package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Columns;
import io.tributary.simulators.salesforce.soql.Aggregate;
import io.tributary.simulators.salesforce.soql.Expression;
import io.tributary.simulators.salesforce.soql.Path;
import io.tributary.simulators.salesforce.soql.SoqlRefused;

/** The values of an object's rows. */
record RowValues(Columns columns, String entity) implements Values {

  @Override
  public Source of(Expression expression) {
    return switch (expression) {
      case Aggregate _ -> throw SoqlRefused.malformed("Aggregate functions stand in HAVING, not in WHERE.");
      case Path path -> {
        var column = RunSoql.column(columns, entity, path);
        if (!column.field().isFilterable()) {
          throw new SoqlRefused("INVALID_FIELD", "field '%s' can not be filtered in a query call".formatted(path.text()));
        }
        yield new Source(column.field(), column.values());
      }
    };
  }
}
