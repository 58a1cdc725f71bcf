package io.tributary.simulators.salesforce.soql;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Reads a value. */
final class ParseLiteral {

  private static final int LONGEST_TEXT = 4000;
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][XXX][XX]");

  private final Tokens tokens;

  ParseLiteral(Tokens tokens) {
    this.tokens = tokens;
  }

  Literal literal() {
    var text = tokens.peek().text();
    return switch (tokens.peek().kind()) {
      case TEXT -> {
        tokens.take();
        yield new Literal.Text(unescaped(text));
      }
      case NUMBER -> {
        tokens.take();
        yield new Literal.Amount(new BigDecimal(text));
      }
      case MOMENT -> {
        tokens.take();
        yield dayOrMoment(text);
      }
      case WORD -> named(text);
      case SIGN, END -> throw tokens.unexpected("expecting a value");
    };
  }

  private Literal named(String text) {
    var literal = switch (text.toUpperCase(Locale.ROOT)) {
      case "NULL" -> new Literal.Null();
      case "TRUE" -> new Literal.Truth(true);
      case "FALSE" -> new Literal.Truth(false);
      case "TODAY" -> new Literal.LastDays(0);
      case String name when name.matches("LAST_N_DAYS:\\d{1,5}") -> new Literal.LastDays(Integer.parseInt(name.substring(12)));
      default -> throw tokens.unexpected("expecting a value; texts stand between single quotes");
    };
    tokens.take();
    return literal;
  }

  private static Literal dayOrMoment(String text) {
    try {
      return text.length() == 10
          ? new Literal.Day(LocalDate.parse(text))
          : new Literal.Moment(OffsetDateTime.parse(text, MOMENT).toInstant());
    } catch (DateTimeException e) {
      throw SoqlRefused.malformed("line 1: '%s' is no date".formatted(text));
    }
  }

  private static String unescaped(String quoted) {
    var inner = quoted.substring(1, quoted.length() - 1);
    if (inner.length() > LONGEST_TEXT) {
      throw SoqlRefused.malformed("A text in a condition cannot be longer than 4000 characters.");
    }
    try {
      return inner.indexOf('\\') < 0 ? inner : inner.translateEscapes();
    } catch (IllegalArgumentException e) {
      throw SoqlRefused.malformed("invalid string literal %s".formatted(quoted));
    }
  }
}
