package io.tributary.connectors.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class RetryAfterTest {

  @ParameterizedTest
  @CsvSource(textBlock = """
      'Sat, 01 Feb 2003 04:07:06 GMT', PT2M
      'Sat, 01 Feb 2003 04:00:00 GMT', PT0S
      90,                              PT1M30S
      soon,
      """)
  void theWaitIsCountedFromTheAnswersDateWhateverThisMachinesClockSays(String written, @Nullable Duration expected) {
    var headers = new HttpHeaders();
    headers.set(HttpHeaders.DATE, "Sat, 01 Feb 2003 04:05:06 GMT");
    headers.set(HttpHeaders.RETRY_AFTER, written);

    assertThat(RetryAfter.of(headers)).isEqualTo(expected);
  }
}
