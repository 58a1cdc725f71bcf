package io.tributary.records.changes;

import io.tributary.events.Identifier;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.FreeMail;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The work domains a company record holds: of its web addresses, its mail addresses and a field named {@code domain}. */
final class CompanyDomains {

  /** Sites where a company has a page among many: their domain says nothing about whom a mail is from. */
  private static final Set<String> SHARED_SITES = Set.of(
      "linkedin.com", "facebook.com", "instagram.com", "twitter.com", "x.com", "youtube.com", "github.com", "xing.com",
      "crunchbase.com", "tiktok.com", "medium.com", "wa.me", "t.me");

  static List<String> of(JsonNode data, PipelineRules rules) {
    return rules.fields().values().stream()
        .flatMap(field -> of(data, field))
        .filter(domain -> !FreeMail.isFreeMail(domain) && !isShared(domain))
        .distinct().sorted().toList();
  }

  private static Stream<String> of(JsonNode data, PipelineRules.Field field) {
    return switch (field.type()) {
      case EMAIL -> FieldValues.identifiers(data, field).stream().map(Identifier::getCanonical).map(EmailAddresses::domainOf);
      case URL -> FieldValues.written(data, field.name()).stream().flatMap(url -> hostOf(url).stream());
      case OTHER -> field.name().equalsIgnoreCase("domain")
          ? FieldValues.written(data, field.name()).stream().flatMap(url -> hostOf(url).stream())
          : Stream.empty();
      case PHONE -> Stream.empty();
    };
  }

  private static Optional<String> hostOf(String url) {
    try {
      var host = URI.create(url.contains("://") ? url : "http://" + url).getHost();
      return Optional.ofNullable(host)
          .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", ""))
          .filter(name -> name.contains(".") && !name.matches("[\\d.]+"));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private static boolean isShared(String domain) {
    return SHARED_SITES.stream().anyMatch(site -> domain.equals(site) || domain.endsWith("." + site));
  }

  private CompanyDomains() {}
}
