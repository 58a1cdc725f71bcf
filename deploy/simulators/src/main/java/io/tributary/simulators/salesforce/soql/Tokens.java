package io.tributary.simulators.salesforce.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement cut into words, texts, numbers and signs, and read from left to right. */
final class Tokens {

  private static final Pattern TOKEN = Pattern.compile(
      """
      \\s*(?:(?<text>'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+')|(?<moment>\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d))?)\
      |(?<number>[+-]?\\d+(?:\\.\\d+)?)|(?<word>[A-Za-z_][\\w.]*(?::\\d+)?)|(?<sign><=|>=|!=|<>|[=<>(),])|(?<end>$)|(?<other>.))""",
      Pattern.DOTALL);

  /** The kinds of tokens. */
  enum Kind { TEXT, MOMENT, NUMBER, WORD, SIGN, END }

  record Token(Kind kind, String text) {

    boolean is(String wanted) {
      return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(wanted);
    }
  }

  private final List<Token> tokens = new ArrayList<>();
  private int next;

  Tokens(String statement) {
    var matcher = TOKEN.matcher(statement);
    do {
      if (!matcher.find()) {
        throw SoqlRefused.malformed("unexpected end of the statement");
      }
      tokens.add(token(matcher));
    } while (tokens.getLast().kind() != Kind.END);
  }

  private static Token token(Matcher matcher) {
    for (var kind : Kind.values()) {
      var text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
      if (text != null) {
        return new Token(kind, text);
      }
    }
    throw SoqlRefused.malformed("unexpected token: '%s'".formatted(matcher.group("other")));
  }

  Token peek() {
    return tokens.get(next);
  }

  Token peekSecond() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  Token take() {
    var token = peek();
    if (token.kind() != Kind.END) {
      next++;
    }
    return token;
  }

  /** Whether the next one is that, which is then taken. */
  boolean taken(String wanted) {
    if (peek().is(wanted)) {
      next++;
      return true;
    }
    return false;
  }

  void must(String wanted) {
    if (!taken(wanted)) {
      throw unexpected("expecting '%s'".formatted(wanted));
    }
  }

  String word() {
    if (peek().kind() != Kind.WORD) {
      throw unexpected("expecting a name");
    }
    return take().text();
  }

  SoqlRefused unexpected(String instead) {
    var found = peek().kind() == Kind.END ? "end of the statement" : "token: '" + peek().text() + "'";
    return SoqlRefused.malformed("unexpected %s, %s".formatted(found, instead));
  }
}
