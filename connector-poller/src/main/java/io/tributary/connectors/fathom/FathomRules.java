package io.tributary.connectors.fathom;

import io.tributary.connectors.calls.Budget;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.calls.ProviderRules;
import io.tributary.connectors.calls.RetryAfter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Fathom's HTTP: 60 calls a minute, and it says itself how many are left. */
record FathomRules(URI url, String apiKey) implements ProviderRules {

  private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final List<Budget> BUDGETS = List.of(Budget.of("a minute", 60, Duration.ofMinutes(1)));

  @Override
  public JsonMapper json() {
    return JSON;
  }

  @Override
  public void authorize(HttpHeaders headers) {
    headers.set("X-Api-Key", apiKey);
  }

  @Override
  public List<Budget> budgets(HttpRequest request) {
    return BUDGETS;
  }

  @Override
  public OptionalInt left(HttpHeaders headers) {
    var left = seconds(headers.getFirst("RateLimit-Remaining"));
    return left == null ? OptionalInt.empty() : OptionalInt.of((int) left.toSeconds());
  }

  @Override
  public Optional<PollFailed> failureIn(int status, HttpHeaders headers, byte[] body) {
    if (status < 400) {
      return Optional.empty();
    }
    return Optional.of(switch (status) {
      case 401, 403 -> new PollFailed(PollFailure.ACCESS_DEAD, "Fathom answered " + status + ".");
      case 429 -> new PollFailed(PollFailure.RATE_LIMITED, "Fathom's limit is reached.", waitFor(headers));
      default -> new PollFailed(
          status >= 500 ? PollFailure.TRANSIENT : PollFailure.UNREADABLE, "Fathom answered " + status + ".");
    });
  }

  private static @Nullable Duration waitFor(HttpHeaders headers) {
    var reset = seconds(headers.getFirst("RateLimit-Reset"));
    return reset == null ? RetryAfter.of(headers) : reset;
  }

  private static @Nullable Duration seconds(@Nullable String number) {
    return number == null || !number.strip().matches("\\d{1,6}") ? null : Duration.ofSeconds(Long.parseLong(number.strip()));
  }

  @Override
  public String toString() {
    return "FathomRules[" + url + "]";
  }
}
