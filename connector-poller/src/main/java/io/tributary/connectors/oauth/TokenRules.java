package io.tributary.connectors.oauth;

import io.tributary.connectors.calls.Budget;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.calls.ProviderRules;
import io.tributary.connectors.calls.RetryAfter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A token endpoint's HTTP: a 400 or 401 says that the grant is revoked or has run out. */
record TokenRules(URI url) implements ProviderRules {

  private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final List<Budget> BUDGETS = List.of(Budget.of("tokens", 10, Duration.ofMinutes(1)));

  @Override
  public JsonMapper json() {
    return JSON;
  }

  @Override
  public void authorize(HttpHeaders headers) {}

  @Override
  public List<Budget> budgets(HttpRequest request) {
    return BUDGETS;
  }

  @Override
  public Optional<PollFailed> failureIn(int status, HttpHeaders headers, byte[] body) {
    if (status < 400) {
      return Optional.empty();
    }
    return Optional.of(switch (status) {
      case 400, 401, 403 -> new PollFailed(PollFailure.ACCESS_DEAD, "The refresh token is not accepted any more.");
      case 429 -> new PollFailed(PollFailure.RATE_LIMITED, "Too many tokens were asked for.", RetryAfter.of(headers));
      default -> new PollFailed(PollFailure.TRANSIENT, "The token endpoint answered " + status + ".");
    });
  }
}
