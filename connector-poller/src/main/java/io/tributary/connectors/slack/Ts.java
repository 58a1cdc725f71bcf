package io.tributary.connectors.slack;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Slack's timestamps: seconds with six decimals, as text. */
final class Ts {

  private static final Pattern FORM = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  static boolean isTs(@Nullable String ts) {
    return ts != null && FORM.matcher(ts).matches();
  }

  static Instant instant(String ts) {
    if (!isTs(ts)) {
      throw new PollFailed(PollFailure.UNREADABLE, "Slack gave a ts that is none.");
    }
    long micros = new BigDecimal(ts).multiply(MICROS).longValue();
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
  }

  static String of(Instant instant) {
    return "%d.%06d".formatted(instant.getEpochSecond(), instant.getNano() / 1000);
  }

  /** The latest of a ts and the messages'. */
  static String latestOf(String ts, List<SlackApi.Message> messages) {
    return Stream.concat(Stream.of(ts), messages.stream().map(SlackApi.Message::ts).filter(Ts::isTs))
        .max(Comparator.comparing(BigDecimal::new)).orElse(ts);
  }

  private Ts() {}
}
