package io.tributary.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class SlackRulesTest {

  private static final SlackRules RULES = new SlackRules(URI.create("https://slack.example"), "xoxb-secret", () -> false);

  @ParameterizedTest
  @CsvSource({
    "not_authed, ACCESS_DEAD", "invalid_auth, ACCESS_DEAD", "account_inactive, ACCESS_DEAD", "token_revoked, ACCESS_DEAD",
    "token_expired, ACCESS_DEAD", "missing_scope, ACCESS_DEAD", "no_permission, ACCESS_DEAD", "org_login_required, ACCESS_DEAD",
    "ekm_access_denied, ACCESS_DEAD",
    "not_in_channel, STREAM_CLOSED", "channel_not_found, STREAM_CLOSED", "is_archived, STREAM_CLOSED",
    "channel_is_limited_access, STREAM_CLOSED",
    "thread_not_found, ITEM_GONE", "user_not_found, ITEM_GONE",
    "ratelimited, RATE_LIMITED", "request_timeout, TRANSIENT", "service_unavailable, TRANSIENT", "internal_error, TRANSIENT",
    "fatal_error, TRANSIENT",
    "invalid_cursor, CURSOR_EXPIRED", "something_new, UNREADABLE"
  })
  void anErrorThatComesWith200IsJudgedByItsName(String error, PollFailure failure) {
    var failed = judged(200, "{\"ok\":false,\"error\":\"%s\"}".formatted(error)).orElseThrow();

    assertThat(failed.failure()).isEqualTo(failure);
  }

  @Test
  void aNameThatIsNoneIsNotRepeated() {
    assertThat(judged(200, "{\"ok\":false,\"error\":\"ada@example.org is unknown\"}").orElseThrow()).hasMessage("Slack answered an error.");
    assertThat(judged(200, "{\"ok\":false}").orElseThrow().failure()).isEqualTo(PollFailure.UNREADABLE);
  }

  @Test
  void aLimitIsOneWithRetryAfterAndWithout() {
    var asked = new HttpHeaders();
    asked.set("Retry-After", "30");

    assertThat(judged(429, "<html>").orElseThrow().retryAfter()).isNull();
    assertThat(RULES.failureIn(429, asked, new byte[0]).orElseThrow().retryAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aPageForPeopleIsJudgedByItsStatus() {
    assertThat(judged(502, "<html>down</html>").orElseThrow().failure()).isEqualTo(PollFailure.TRANSIENT);
    assertThat(judged(418, "<html>down</html>").orElseThrow().failure()).isEqualTo(PollFailure.UNREADABLE);
  }

  @Test
  void anAnswerIsNoFailureAndTheTokenIsNeverShown() {
    assertThat(judged(200, "{\"ok\":true,\"messages\":[]}")).isEmpty();
    assertThat(RULES).asString().doesNotContain("xoxb");
  }

  private static Optional<PollFailed> judged(int status, String body) {
    return RULES.failureIn(status, new HttpHeaders(), body.getBytes(StandardCharsets.UTF_8));
  }
}
