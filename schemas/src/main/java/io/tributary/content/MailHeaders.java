package io.tributary.content;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A mail's headers, by name whatever its case. */
public record MailHeaders(List<MailHeader> headers) {

  private static final Pattern ID = Pattern.compile("<([^<>]+)>");

  public boolean has(String name) {
    return all(name).findAny().isPresent();
  }

  public Optional<String> first(String name) {
    return all(name).findFirst();
  }

  /** All message ids of a header, in order, without angle brackets. */
  public List<String> ids(String name) {
    return all(name).flatMap(MailHeaders::idsIn).distinct().toList();
  }

  /** Ids in angle brackets, without these. White space inside an id comes from folding and is no part of it. */
  public static Stream<String> idsIn(@Nullable String value) {
    return ID.matcher(value == null ? "" : value).results()
        .map(match -> match.group(1).replaceAll("\\s+", ""))
        .filter(id -> !id.isEmpty());
  }

  private Stream<String> all(String name) {
    return headers.stream()
        .filter(header -> header.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .flatMap(header -> Stream.ofNullable(header.value()))
        .filter(value -> !value.isBlank());
  }
}
