package io.tributary.simulators.server;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A method and a path with {@code {placeholders}}, each of one segment.
 *
 * @param channel which channel's calls a call of it counts among; null for none
 */
public record Route(
    String method, String pattern, List<String> segments, Function<Request, @Nullable String> channel, Handler handler) {

  /** Answers a request of its route, or throws {@link Refused}. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Request request);
  }

  public static Route of(String method, String pattern, Handler handler) {
    return new Route(method, pattern, List.of(pattern.split("/")), request -> null, handler);
  }

  public Route countedAs(Function<Request, @Nullable String> channel) {
    return new Route(method, pattern, segments, channel, handler);
  }

  /** How it is counted. */
  String name() {
    return method + " " + pattern;
  }

  Optional<Map<String, String>> match(Request request) {
    var path = Arrays.asList(request.path().split("/"));
    if (!method.equals(request.method()) || path.size() != segments.size()) {
      return Optional.empty();
    }
    var variables = new HashMap<String, String>();
    for (int i = 0; i < path.size(); i++) {
      var segment = segments.get(i);
      if (segment.startsWith("{")) {
        variables.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
