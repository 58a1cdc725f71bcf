package io.tributary.channels.unipile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.ProviderFailure;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

  @ParameterizedTest
  @CsvSource(textBlock = """
      400, invalid_parameters,          CALLER_BUG
      401, missing_credentials,         CALLER_BUG
      401, disconnected_account,        AUTH_DEAD
      401, expired_credentials,         AUTH_DEAD
      403, account_restricted,          AUTH_DEAD
      403, feature_not_subscribed,      CALLER_BUG
      404, resource_not_found,          GONE
      404, invalid_resource_identifier, CALLER_BUG
      422, limit_exceeded,              THROTTLED
      422, invalid_recipient,           CALLER_BUG
      425, auth_in_progress,            TRANSIENT
      429, too_many_requests,           THROTTLED
      500, provider_error,              THROTTLED
      500, unexpected_error,            TRANSIENT
      501, not_implemented,             CALLER_BUG
      502, proxy_error,                 TRANSIENT
      503, no_client_session,           TRANSIENT
      504, request_timeout,             TRANSIENT
      """)
  void everyErrorHasItsClass(int status, String slug, ProviderFailure expected) {
    assertThat(Refusal.classOf(status, slug)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      'Sat, 01 Feb 2003 04:07:06 GMT', PT2M
      'Sat, 01 Feb 2003 04:00:00 GMT', PT0S
      90,                              PT1M30S
      soon,
      """)
  void theWaitIsCountedFromTheAnswersDateWhateverThisMachinesClockSays(String written, @Nullable Duration expected) {
    var headers = HttpHeaders.of(Map.of("Date", List.of("Sat, 01 Feb 2003 04:05:06 GMT"), "Retry-After", List.of(written)), (_, _) -> true);

    assertThat(Refusal.of(429, headers, new byte[0]).retryAfter()).isEqualTo(expected);
  }
}
