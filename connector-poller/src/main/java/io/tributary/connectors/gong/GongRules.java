package io.tributary.connectors.gong;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.connectors.calls.Budget;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.calls.ProviderRules;
import io.tributary.connectors.calls.RetryAfter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Gong's HTTP: 3 calls a second and 10,000 a day for a whole company. An empty period is a 404. */
record GongRules(URI url, String accessKey, String accessKeySecret) implements ProviderRules {

  private static final JsonMapper JSON = JsonMapper.builder()
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_NULL))
      .build();
  private static final List<Budget> BUDGETS =
      List.of(Budget.of("a second", 3, Duration.ofSeconds(1)), Budget.of("a day", 10_000, Duration.ofDays(1)));

  @Override
  public JsonMapper json() {
    return JSON;
  }

  @Override
  public void authorize(HttpHeaders headers) {
    headers.setBasicAuth(accessKey, accessKeySecret, StandardCharsets.UTF_8);
  }

  @Override
  public List<Budget> budgets(HttpRequest request) {
    return BUDGETS;
  }

  @Override
  public Optional<PollFailed> failureIn(int status, HttpHeaders headers, byte[] body) {
    if (status < 400) {
      return Optional.empty();
    }
    var message = "Gong answered " + status + ".";
    return Optional.of(switch (status) {
      case 401, 403 -> new PollFailed(PollFailure.ACCESS_DEAD, message);
      case 404 -> new PollFailed(saysNoCalls(body) ? PollFailure.ITEM_GONE : PollFailure.STREAM_CLOSED, message);
      case 429 -> new PollFailed(PollFailure.RATE_LIMITED, "Gong's limit is reached.", RetryAfter.of(headers));
      case 400 -> new PollFailed(saysExpired(body) ? PollFailure.CURSOR_EXPIRED : PollFailure.UNREADABLE, message);
      default -> new PollFailed(status >= 500 ? PollFailure.TRANSIENT : PollFailure.UNREADABLE, message);
    });
  }

  /** An empty period; any other 404 is not Gong's, or not its address. */
  private static boolean saysNoCalls(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).contains("no calls found");
  }

  /** "cursor has expired": about an hour after the first request of a sequence. */
  private static boolean saysExpired(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).contains("expired");
  }

  @Override
  public String toString() {
    return "GongRules[" + url + "]";
  }
}
