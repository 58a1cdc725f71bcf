package io.tributary.channels.unipile;

import io.tributary.channels.ProviderFailure;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What UniPile's error answers mean. Details of an answer are left out of messages, since they may repeat addresses. */
final class Refusal {

  private static final String TYPE_PREFIX = "errors/";

  private static final Set<String> DEAD_ACCESS = Set.of(
      "disconnected_account", "disconnected_feature", "expired_credentials", "invalid_credentials", "insufficient_privileges",
      "invalid_imap_configuration", "multiple_sessions", "wrong_account", "checkpoint_error", "account_restricted", "session_mismatch",
      "account_mismatch", "invalid_proxy_credentials", "unknown_authentication_context");

  private record Body(@Nullable String type) {}

  static Refused of(int status, HttpHeaders headers, byte[] body) {
    var slug = slugOf(body);
    return new Refused(classOf(status, slug), status, slug, retryAfter(headers));
  }

  static ProviderFailure classOf(int status, String slug) {
    return switch (status) {
      case 401, 403 -> DEAD_ACCESS.contains(slug) ? ProviderFailure.AUTH_DEAD : ProviderFailure.CALLER_BUG;
      case 404 -> slug.equals("invalid_resource_identifier") ? ProviderFailure.CALLER_BUG : ProviderFailure.GONE;
      case 422 -> slug.equals("limit_exceeded") ? ProviderFailure.THROTTLED : ProviderFailure.CALLER_BUG;
      case 429 -> ProviderFailure.THROTTLED;
      // Often the provider's own throttling in disguise.
      case 500 -> slug.equals("provider_error") ? ProviderFailure.THROTTLED : ProviderFailure.TRANSIENT;
      case 408, 425, 502, 503, 504 -> ProviderFailure.TRANSIENT;
      default -> status >= 500 && status != 501 ? ProviderFailure.TRANSIENT : ProviderFailure.CALLER_BUG;
    };
  }

  private static String slugOf(byte[] body) {
    try {
      var type = JsonMapper.shared().readValue(body, Body.class).type();
      return type != null && type.matches("errors/[a-z_]{1,80}") ? type.substring(TYPE_PREFIX.length()) : "";
    } catch (JacksonException _) {
      return "";
    }
  }

  /** Seconds or a date, as HTTP allows; a day at most. A date is one of the provider's clock, so it is held against the answer's own. */
  private static @Nullable Duration retryAfter(HttpHeaders headers) {
    var written = headers.firstValue("Retry-After").orElse("").strip();
    try {
      var wait = written.matches("\\d{1,9}")
          ? Duration.ofSeconds(Long.parseLong(written))
          : Duration.between(answeredAt(headers), dated(written));
      var day = Duration.ofDays(1);
      return wait.isNegative() ? Duration.ZERO : wait.compareTo(day) > 0 ? day : wait;
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private static Instant answeredAt(HttpHeaders headers) {
    try {
      return headers.firstValue("Date").map(Refusal::dated).orElseGet(Instant::now);
    } catch (DateTimeParseException _) {
      return Instant.now();
    }
  }

  private static Instant dated(String written) {
    return ZonedDateTime.parse(written.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private Refusal() {}
}
