package io.tributary.connectors.slack;

import io.tributary.connectors.calls.Budget;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.calls.ProviderRules;
import io.tributary.connectors.calls.RetryAfter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's HTTP: limits count per method and workspace; an error is a 200 that says {@code "ok": false}.
 *
 * @param restricted whether history and replies have one call a minute (apps that are sold but not on the marketplace, since May 2025)
 */
record SlackRules(URI url, String token, BooleanSupplier restricted) implements ProviderRules {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int TIER_2 = 20;
  private static final int TIER_3 = 50;
  private static final int TIER_4 = 100;
  private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final Set<String> DEAD_ACCESS = Set.of(
      "not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "missing_scope", "no_permission",
      "org_login_required", "ekm_access_denied");
  private static final Set<String> CLOSED = Set.of("not_in_channel", "channel_not_found", "is_archived", "channel_is_limited_access");
  private static final Set<String> GONE = Set.of("thread_not_found", "user_not_found", "user_not_visible");

  private record Verdict(@Nullable Boolean ok, @Nullable String error) {}

  @Override
  public JsonMapper json() {
    return JSON;
  }

  @Override
  public void authorize(HttpHeaders headers) {
    headers.setBearerAuth(token);
  }

  @Override
  public List<Budget> budgets(HttpRequest request) {
    var path = request.getURI().getPath();
    var method = path.substring(path.lastIndexOf('/') + 1);
    return List.of(Budget.of(method, switch (method) {
      case "conversations.history", "conversations.replies" -> restricted.getAsBoolean() ? 1 : TIER_3;
      case "users.info" -> TIER_4;
      case "auth.test" -> 10 * TIER_4;
      default -> TIER_2;
    }, MINUTE));
  }

  @Override
  public Optional<PollFailed> failureIn(int status, HttpHeaders headers, byte[] body) {
    var error = errorIn(body);
    if (status == 429 || "ratelimited".equals(error)) {
      return failure(PollFailure.RATE_LIMITED, "Slack's limit is reached.", RetryAfter.of(headers));
    }
    if (status >= 400) {
      return failure(status >= 500 ? PollFailure.TRANSIENT : PollFailure.UNREADABLE, "Slack answered " + status + ".", null);
    }
    return error == null ? Optional.empty() : failure(classOf(error), "Slack answered " + error + ".", null);
  }

  private static PollFailure classOf(String error) {
    if (DEAD_ACCESS.contains(error)) {
      return PollFailure.ACCESS_DEAD;
    }
    if (CLOSED.contains(error)) {
      return PollFailure.STREAM_CLOSED;
    }
    if (GONE.contains(error)) {
      return PollFailure.ITEM_GONE;
    }
    return switch (error) {
      case "invalid_cursor" -> PollFailure.CURSOR_EXPIRED;
      case "request_timeout", "service_unavailable", "internal_error", "fatal_error" -> PollFailure.TRANSIENT;
      default -> PollFailure.UNREADABLE;
    };
  }

  /** Null where it says ok, or nothing that can be read: what that means is judged by status and content type. */
  private static @Nullable String errorIn(byte[] body) {
    try {
      var verdict = JSON.readValue(body, Verdict.class);
      if (verdict == null || verdict.ok() == null || verdict.ok()) {
        return null;
      }
      var error = verdict.error();
      return error != null && error.matches("[a-z_]{1,60}") ? error : "an error";
    } catch (JacksonException _) {
      return null;
    }
  }

  private static Optional<PollFailed> failure(PollFailure failure, String message, @Nullable Duration retryAfter) {
    return Optional.of(new PollFailed(failure, message, retryAfter));
  }

  @Override
  public String toString() {
    return "SlackRules[" + url + "]";
  }
}
