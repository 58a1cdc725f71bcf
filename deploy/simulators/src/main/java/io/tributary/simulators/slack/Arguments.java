package io.tributary.simulators.slack;

import io.tributary.simulators.server.Refused;
import io.tributary.simulators.server.Request;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call's arguments, from the query or from a form. */
record Arguments(Map<String, String> byName) {

  static Arguments of(Request request) {
    var all = new HashMap<>(request.query());
    for (var pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
      int at = pair.indexOf('=');
      if (at > 0) {
        all.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
      }
    }
    return new Arguments(all);
  }

  @Nullable String get(String name) {
    var value = byName.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  String required(String name) {
    var value = get(name);
    if (value == null) {
      throw new Refused(SlackSimulator.error("invalid_arguments"));
    }
    return value;
  }

  BigDecimal ts(String name, BigDecimal otherwise) {
    var value = get(name);
    try {
      return value == null ? otherwise : new BigDecimal(value);
    } catch (NumberFormatException _) {
      throw new Refused(SlackSimulator.error("invalid_ts_" + name));
    }
  }

  int number(String name, int otherwise) {
    var value = get(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException _) {
      throw new Refused(SlackSimulator.error("invalid_arguments"));
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
