package io.tributary.service.kafka;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** W3C trace context, as text. */
final class Traceparent {

  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("[0-9a-f]{16}");

  /** The given one, else that of the running thread (a tracer puts traceId and spanId on the log context), else a new one. */
  static String of(@Nullable String given) {
    if (given != null) {
      return given;
    }
    var trace = MDC.get("traceId");
    var span = MDC.get("spanId");
    return trace != null && span != null && TRACE_ID.matcher(trace).matches() && SPAN_ID.matcher(span).matches()
        ? text(trace, span)
        : started();
  }

  private static String started() {
    var random = ThreadLocalRandom.current();
    // Ids of zeros are invalid; the lowest bit keeps them from being that.
    return text(hex(random.nextLong()) + hex(random.nextLong() | 1), hex(random.nextLong() | 1));
  }

  private static String text(String trace, String span) {
    return "00-" + trace + "-" + span + "-01";
  }

  private static String hex(long bits) {
    return "%016x".formatted(bits);
  }

  private Traceparent() {}
}
