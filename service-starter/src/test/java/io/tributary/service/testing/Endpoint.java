package io.tributary.service.testing;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One method of one path that a service answers.
 *
 * @param path with its variables, as in {@code /api/records/{id}}
 * @param consumes the media type of the bodies that it takes
 */
record Endpoint(String method, String path, String consumes) implements Comparable<Endpoint> {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([^}:]+)[^}]*}");

  /** Everything that is mapped, so that a new controller is among it by itself. */
  static Stream<Endpoint> of(Collection<RequestMappingHandlerMapping> mappings) {
    return mappings.stream().flatMap(mapping -> mapping.getHandlerMethods().keySet().stream()).flatMap(Endpoint::of).distinct().sorted();
  }

  private static Stream<Endpoint> of(RequestMappingInfo mapping) {
    var methods = mapping.getMethodsCondition().getMethods();
    var consumes = mapping.getConsumesCondition().getConsumableMediaTypes().stream().map(MediaType::toString).findFirst().orElse("application/json");
    return mapping.getPatternValues().stream().flatMap(path -> (methods.isEmpty() ? Stream.of(RequestMethod.values()) : methods.stream())
        .filter(method -> method != RequestMethod.TRACE)
        .map(method -> new Endpoint(method.name(), path, consumes)));
  }

  boolean isOpen() {
    return !path.startsWith("/api/") && !isInternal();
  }

  boolean isPrivacy() {
    return path.startsWith("/api/privacy/");
  }

  boolean isInternal() {
    return path.startsWith("/internal/");
  }

  /** @param values of its variables, by name or, where one name means several things, by the path to it: {@code /api/records/{id}}; 1 where there is none */
  String pathWith(Map<String, String> values) {
    return VARIABLE.matcher(path)
        .replaceAll(variable -> values.getOrDefault(path.substring(0, variable.end()), values.getOrDefault(variable.group(1), "1")))
        .replace("**", "1").replace("*", "1");
  }

  @Override
  public int compareTo(Endpoint other) {
    return (path + ' ' + method + ' ' + consumes).compareTo(other.path + ' ' + other.method + ' ' + other.consumes);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
