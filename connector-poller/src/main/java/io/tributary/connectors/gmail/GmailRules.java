package io.tributary.connectors.gmail;

import io.tributary.connectors.calls.Budget;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.calls.ProviderRules;
import io.tributary.connectors.calls.RetryAfter;
import io.tributary.connectors.oauth.AccessToken;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Gmail's HTTP: units a minute and mailbox, by method; a 403 is either a limit or a refusal. */
record GmailRules(URI url, AccessToken token, int unitsPerMinute) implements ProviderRules {

  private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final Set<String> LIMITS = Set.of("rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded", "quotaExceeded");

  private record Envelope(@Nullable ErrorBody error) {}

  private record ErrorBody(@Nullable List<Reason> errors) {}

  private record Reason(@Nullable String reason) {}

  @Override
  public JsonMapper json() {
    return JSON;
  }

  @Override
  public void authorize(HttpHeaders headers) {
    headers.setBearerAuth(token.current());
  }

  @Override
  public boolean renewAccess() {
    return token.renew();
  }

  @Override
  public List<Budget> budgets(HttpRequest request) {
    var path = request.getURI().getPath();
    int cost = path.contains("/messages/") ? 20 : path.endsWith("/messages") ? 5 : path.endsWith("/history") ? 2 : 1;
    return List.of(Budget.of("units", unitsPerMinute, Duration.ofMinutes(1)).costing(cost));
  }

  @Override
  public Optional<PollFailed> failureIn(int status, HttpHeaders headers, byte[] body) {
    if (status < 400) {
      return Optional.empty();
    }
    var reason = reasonIn(body);
    var message = "Gmail answered %d%s.".formatted(status, reason.isEmpty() ? "" : " (" + reason + ")");
    return Optional.of(switch (status) {
      case 401 -> new PollFailed(PollFailure.ACCESS_DEAD, message);
      case 403 -> LIMITS.contains(reason)
          ? new PollFailed(PollFailure.RATE_LIMITED, message, RetryAfter.of(headers)) : new PollFailed(PollFailure.ACCESS_DEAD, message);
      case 404 -> new PollFailed(PollFailure.CURSOR_EXPIRED, message);
      case 429 -> new PollFailed(PollFailure.RATE_LIMITED, message, RetryAfter.of(headers));
      case 400 -> new PollFailed(reason.equals("failedPrecondition") ? PollFailure.STREAM_CLOSED : PollFailure.UNREADABLE, message);
      default -> new PollFailed(status >= 500 ? PollFailure.TRANSIENT : PollFailure.UNREADABLE, message);
    });
  }

  private static String reasonIn(byte[] body) {
    try {
      var error = JSON.readValue(body, Envelope.class).error();
      var reason = error == null || error.errors() == null || error.errors().isEmpty() ? null : error.errors().getFirst().reason();
      return reason != null && reason.matches("[a-zA-Z]{1,60}") ? reason : "";
    } catch (JacksonException _) {
      return "";
    }
  }

  @Override
  public String toString() {
    return "GmailRules[" + url + "]";
  }
}
