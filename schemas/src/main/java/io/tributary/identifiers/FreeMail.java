package io.tributary.identifiers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Domains where anybody can have an address: they say nothing about where a person works. */
public final class FreeMail {

  private static final Set<String> DOMAINS = load();

  /** True for a domain of {@code free-mail-domains.txt}; sub-domains do not count. */
  public static boolean isFreeMail(String domain) {
    return DOMAINS.contains(domain.toLowerCase(Locale.ROOT));
  }

  private static Set<String> load() {
    try (var list = Objects.requireNonNull(FreeMail.class.getResourceAsStream("free-mail-domains.txt"))) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("free-mail-domains.txt cannot be read from the jar", e);
    }
  }

  private FreeMail() {}
}
