package io.tributary.simulators.salesforce.soql;

import io.tributary.simulators.salesforce.soql.Condition.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads WHERE and HAVING. AND and OR may not be mixed without parentheses, as with Salesforce. */
final class ParseCondition {

  private static final Map<String, Operator> OPERATORS = Map.of(
      "=", Operator.EQUAL, "!=", Operator.UNEQUAL, "<>", Operator.UNEQUAL, "<", Operator.LESS, "<=", Operator.LESS_OR_EQUAL,
      ">", Operator.GREATER, ">=", Operator.GREATER_OR_EQUAL);

  private final Tokens tokens;
  private final ParseSoql statement;
  private final ParseLiteral literals;

  ParseCondition(Tokens tokens, ParseSoql statement) {
    this.tokens = tokens;
    this.statement = statement;
    this.literals = new ParseLiteral(tokens);
  }

  Condition condition() {
    var first = single();
    if (!tokens.peek().is("AND") && !tokens.peek().is("OR")) {
      return first;
    }
    var connective = tokens.peek().text();
    var all = new ArrayList<>(List.of(first));
    while (tokens.taken(connective)) {
      all.add(single());
    }
    if (tokens.peek().is("AND") || tokens.peek().is("OR")) {
      throw tokens.unexpected("expecting parentheses where AND and OR meet");
    }
    return connective.equalsIgnoreCase("AND") ? new Condition.And(List.copyOf(all)) : new Condition.Or(List.copyOf(all));
  }

  private Condition single() {
    if (tokens.taken("NOT")) {
      return new Condition.Not(single());
    }
    if (tokens.taken("(")) {
      var inner = condition();
      tokens.must(")");
      return inner;
    }
    var left = statement.expression();
    if (tokens.taken("IN")) {
      return in(left, false);
    }
    if (tokens.taken("NOT")) {
      tokens.must("IN");
      return in(left, true);
    }
    return new Condition.Compared(left, operator(), literals.literal());
  }

  private Operator operator() {
    if (tokens.taken("LIKE")) {
      return Operator.LIKE;
    }
    var operator = OPERATORS.get(tokens.peek().text());
    if (operator == null) {
      throw tokens.unexpected("expecting an operator");
    }
    tokens.take();
    return operator;
  }

  private Condition in(Expression left, boolean negated) {
    if (!(left instanceof Path path)) {
      throw SoqlRefused.malformed("IN stands after a field only.");
    }
    tokens.must("(");
    if (tokens.peek().is("SELECT")) {
      var select = statement.select();
      tokens.must(")");
      return new Condition.InSelect(path, select, negated);
    }
    var values = new ArrayList<Literal>();
    do {
      values.add(literals.literal());
    } while (tokens.taken(","));
    tokens.must(")");
    return new Condition.In(path, List.copyOf(values), negated);
  }
}
