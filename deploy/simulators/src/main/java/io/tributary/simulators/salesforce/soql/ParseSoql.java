package io.tributary.simulators.salesforce.soql;

import io.tributary.simulators.salesforce.soql.Soql.Order;
import io.tributary.simulators.salesforce.soql.Soql.Selected;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the clauses in the order in which they must stand. */
final class ParseSoql {

  private static final int LONGEST_STATEMENT = 100_000;
  private static final int HIGHEST_OFFSET = 2000;
  private static final Set<String> CLAUSES = Set.of("FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "ALL", "FOR", "WITH");

  private final Tokens tokens;
  private final ParseCondition conditions;

  ParseSoql(String statement) {
    if (statement.length() > LONGEST_STATEMENT) {
      throw SoqlRefused.malformed("SOQL statements cannot be longer than 100000 characters.");
    }
    this.tokens = new Tokens(statement);
    this.conditions = new ParseCondition(tokens, this);
  }

  Soql statement() {
    var soql = select();
    if (tokens.peek().kind() != Tokens.Kind.END) {
      throw tokens.unexpected("expecting the end");
    }
    return soql;
  }

  Soql select() {
    tokens.must("SELECT");
    var columns = columns();
    tokens.must("FROM");
    var from = tokens.word();
    var where = tokens.taken("WHERE") ? conditions.condition() : null;
    var groupBy = groupBy();
    var having = having(groupBy);
    var orderBy = orderBy();
    var limit = tokens.taken("LIMIT") ? number() : -1;
    var offset = tokens.taken("OFFSET") ? number() : 0;
    if (offset > HIGHEST_OFFSET) {
      throw new SoqlRefused("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
    }
    return new Soql(columns, from, where, groupBy, having, orderBy, limit, offset);
  }

  private List<Selected> columns() {
    var columns = new ArrayList<Selected>();
    do {
      if (tokens.peek().is("(")) {
        throw SoqlRefused.malformed("The simulator knows no sub-query of children in SELECT.");
      }
      var expression = expression();
      if (expression instanceof Aggregate(var function, var of) && of == null) {
        if (function == Aggregate.Function.COUNT && columns.isEmpty() && tokens.peek().is("FROM")) {
          return List.of();
        }
        throw SoqlRefused.malformed("COUNT() must stand alone in SELECT; use COUNT(Id).");
      }
      columns.add(new Selected(expression, alias()));
    } while (tokens.taken(","));
    return List.copyOf(columns);
  }

  private @Nullable String alias() {
    var token = tokens.peek();
    return token.kind() == Tokens.Kind.WORD && !CLAUSES.contains(token.text().toUpperCase(Locale.ROOT)) ? tokens.word() : null;
  }

  Expression expression() {
    var name = tokens.word();
    if (!tokens.taken("(")) {
      return new Path(name);
    }
    var function = function(name);
    var of = tokens.peek().is(")") ? null : new Path(tokens.word());
    tokens.must(")");
    return new Aggregate(function, of);
  }

  private static Aggregate.Function function(String name) {
    try {
      return Aggregate.Function.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new SoqlRefused("INVALID_FIELD", "Invalid Aggregate Function: " + name);
    }
  }

  private List<Path> groupBy() {
    var paths = new ArrayList<Path>();
    if (tokens.taken("GROUP")) {
      tokens.must("BY");
      do {
        paths.add(new Path(tokens.word()));
      } while (tokens.taken(","));
    }
    return List.copyOf(paths);
  }

  private @Nullable Condition having(List<Path> groupBy) {
    if (!tokens.taken("HAVING")) {
      return null;
    }
    if (groupBy.isEmpty()) {
      throw SoqlRefused.malformed("HAVING needs GROUP BY.");
    }
    return conditions.condition();
  }

  private List<Order> orderBy() {
    var orders = new ArrayList<Order>();
    if (tokens.taken("ORDER")) {
      tokens.must("BY");
      do {
        orders.add(order(expression()));
      } while (tokens.taken(","));
    }
    return List.copyOf(orders);
  }

  private Order order(Expression by) {
    var descending = tokens.taken("DESC");
    if (!descending) {
      tokens.taken("ASC");
    }
    var nullsLast = false;
    if (tokens.taken("NULLS")) {
      nullsLast = tokens.taken("LAST");
      if (!nullsLast) {
        tokens.must("FIRST");
      }
    }
    return new Order(by, descending, nullsLast);
  }

  private long number() {
    var token = tokens.peek();
    if (token.kind() != Tokens.Kind.NUMBER || !token.text().matches("\\d{1,10}")) {
      throw tokens.unexpected("expecting a whole number");
    }
    return Long.parseLong(tokens.take().text());
  }
}
