package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Column;
import io.tributary.simulators.salesforce.org.Rows;
import io.tributary.simulators.salesforce.org.Sheet;
import io.tributary.simulators.salesforce.soql.Condition;
import io.tributary.simulators.salesforce.soql.Condition.Compared;
import io.tributary.simulators.salesforce.soql.Condition.Operator;
import io.tributary.simulators.salesforce.soql.Literal;
import io.tributary.simulators.salesforce.soql.Path;
import io.tributary.simulators.salesforce.soql.Soql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows must be looked at at all: those that an index gives, or else all. */
final class ChooseCandidates {

  private final Sheet sheet;

  /**
   * Rows to look at.
   *
   * @param order the column whose order they are in
   */
  record Candidates(Rows rows, String order) {}

  ChooseCandidates(Sheet sheet) {
    this.sheet = sheet;
  }

  Candidates of(Soql soql) {
    for (var condition : conjuncts(soql.where())) {
      var found = byIndex(condition);
      if (found != null) {
        return found;
      }
    }
    if (soql.groupBy().size() == 1) {
      var column = sheet.columns().find(soql.groupBy().getFirst().text());
      var index = column == null ? null : sheet.index(column);
      if (column != null && index != null) {
        return new Candidates(index.all(), column.path());
      }
    }
    return new Candidates(sheet.all(), "Id");
  }

  private static List<Condition> conjuncts(@Nullable Condition where) {
    return switch (where) {
      case null -> List.of();
      case Condition.And(var all) -> all.stream().flatMap(condition -> conjuncts(condition).stream()).toList();
      default -> List.of(where);
    };
  }

  private @Nullable Candidates byIndex(Condition condition) {
    return switch (condition) {
      case Condition.In(Path path, var values, var negated) when !negated -> anyOf(path, values);
      case Compared(Path path, Operator operator, Literal.Text text) when operator == Operator.EQUAL -> anyOf(path, List.of(text));
      case Compared(Path path, Operator operator, Literal.Text(var value)) when isFrom(operator) -> from(path, value);
      default -> null;
    };
  }

  private static boolean isFrom(Operator operator) {
    return operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL;
  }

  private @Nullable Candidates anyOf(Path path, List<? extends Literal> values) {
    var column = sheet.columns().find(path.text());
    var index = column == null ? null : sheet.index(column);
    if (column == null || index == null) {
      return null;
    }
    var texts = new ArrayList<String>();
    for (var value : values) {
      if (!(value instanceof Literal.Text(var text))) {
        return null;
      }
      texts.add(text);
    }
    return new Candidates(index.anyOf(texts), column.path());
  }

  private @Nullable Candidates from(Path path, String value) {
    Column column = sheet.columns().find(path.text());
    var index = column == null ? null : sheet.index(column);
    return column == null || index == null ? null : new Candidates(index.from(value), column.path());
  }
}
