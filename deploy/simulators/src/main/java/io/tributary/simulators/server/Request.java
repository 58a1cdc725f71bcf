package io.tributary.simulators.server;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the API's handlers see it.
 *
 * @param path decoded, with its leading slash
 * @param query decoded; of a repeated parameter the last value
 * @param variables what the route's {@code {placeholders}} stand for
 */
public record Request(
    String method, String path, Map<String, String> query, Map<String, String> variables, Headers headers, byte[] body) {

  static Request of(String method, URI uri, Headers headers, byte[] body) {
    return new Request(method, uri.getPath(), queryOf(uri.getRawQuery()), Map.of(), headers, body);
  }

  Request with(Map<String, String> variables) {
    return new Request(method, path, query, variables, headers, body);
  }

  public String variable(String name) {
    var value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route has no placeholder {%s}.".formatted(name));
    }
    return value;
  }

  public @Nullable String header(String name) {
    return headers.getFirst(name);
  }

  private static Map<String, String> queryOf(@Nullable String raw) {
    var query = new LinkedHashMap<String, String>();
    if (raw != null) {
      for (var pair : raw.split("&")) {
        var name = pair.split("=", 2)[0];
        if (!name.isEmpty()) {
          query.put(decoded(name), pair.length() > name.length() ? decoded(pair.substring(name.length() + 1)) : "");
        }
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text; // a lone percent sign: taken as it is written
    }
  }
}
