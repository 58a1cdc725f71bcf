package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.Field;
import io.tributary.simulators.salesforce.org.SalesforceId;
import io.tributary.simulators.salesforce.soql.Condition;
import io.tributary.simulators.salesforce.soql.Condition.Operator;
import io.tributary.simulators.salesforce.soql.Literal;
import io.tributary.simulators.salesforce.soql.SoqlRefused;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a test of a condition. */
final class CompileCondition {

  private final Values values;
  private final InnerSelect innerSelect;
  private final LiteralValues literals;

  CompileCondition(Values values, Clock clock, InnerSelect innerSelect) {
    this.values = values;
    this.innerSelect = innerSelect;
    this.literals = new LiteralValues(clock);
  }

  LongPredicate of(Condition condition) {
    return switch (condition) {
      case Condition.And(var all) -> all.stream().map(this::of).reduce(row -> true, LongPredicate::and);
      case Condition.Or(var any) -> any.stream().map(this::of).reduce(row -> false, LongPredicate::or);
      case Condition.Not(var inner) -> of(inner).negate();
      case Condition.Compared(var left, var operator, var right) -> compared(values.of(left), operator, right);
      case Condition.In(var left, var listed, var negated) -> {
        var source = values.of(left);
        yield in(source, listed.stream().map(literal -> literals.of(source.field(), literal)).toList(), negated);
      }
      case Condition.InSelect(var left, var select, var negated) -> in(values.of(left), innerSelect.values(select), negated);
    };
  }

  private LongPredicate compared(Values.Source source, Operator operator, Literal right) {
    var wanted = literals.of(source.field(), right);
    if (wanted == null) {
      return switch (operator) {
        case EQUAL -> row -> source.values().apply(row) == null;
        case UNEQUAL -> row -> source.values().apply(row) != null;
        default -> throw new SoqlRefused("INVALID_QUERY_FILTER_OPERATOR", "null can be compared by = and != only");
      };
    }
    if (operator == Operator.LIKE) {
      return tested(source, like(wanted.toString()), false);
    }
    return tested(source, value -> satisfies(operator, CompareValues.compare(source.field(), value, wanted)), operator == Operator.UNEQUAL);
  }

  private static LongPredicate tested(Values.Source source, Predicate<Object> test, boolean ofNull) {
    return row -> {
      var value = source.values().apply(row);
      return value == null ? ofNull : test.test(value);
    };
  }

  private static boolean satisfies(Operator operator, int compared) {
    return switch (operator) {
      case EQUAL -> compared == 0;
      case UNEQUAL -> compared != 0;
      case LESS -> compared < 0;
      case LESS_OR_EQUAL -> compared <= 0;
      case GREATER -> compared > 0;
      case GREATER_OR_EQUAL -> compared >= 0;
      case LIKE -> throw new IllegalStateException("LIKE compares by a pattern.");
    };
  }

  private static Predicate<Object> like(String wildcards) {
    var pattern = new StringBuilder();
    for (var c : wildcards.toCharArray()) {
      pattern.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
    }
    var compiled = Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    return value -> compiled.matcher(value.toString()).matches();
  }

  private static LongPredicate in(Values.Source source, Collection<? extends @Nullable Object> wanted, boolean negated) {
    var keys = new HashSet<@Nullable Object>();
    wanted.forEach(value -> keys.add(key(source.field(), value)));
    return row -> keys.contains(key(source.field(), source.values().apply(row))) != negated;
  }

  private static @Nullable Object key(Field field, @Nullable Object value) {
    return value instanceof String text ? field.isId() ? SalesforceId.shortened(text) : text.toLowerCase(Locale.ROOT) : value;
  }
}
