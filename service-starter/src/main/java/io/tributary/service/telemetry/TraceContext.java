package io.tributary.service.telemetry;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A place in a trace, as W3C's {@code traceparent} names it. On the log lines of a thread, events it publishes carry it on. */
public record TraceContext(String trace, String span) {

  /** Keys of the log context, as tracers spell them. */
  private static final String TRACE = "traceId";
  private static final String SPAN = "spanId";

  /** Version, trace, parent, flags. */
  private static final Pattern TRACEPARENT =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");

  /** Nothing where the text is none. */
  public static Optional<TraceContext> of(@Nullable String traceparent) {
    var parts = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
    return parts.matches() ? Optional.of(new TraceContext(parts.group(1), parts.group(2))) : Optional.empty();
  }

  /** Puts it on every line this thread logs until {@link #drop}. */
  public void put() {
    MDC.put(TRACE, trace);
    MDC.put(SPAN, span);
  }

  /** Takes it off the lines of this thread. */
  public static void drop() {
    MDC.remove(TRACE);
    MDC.remove(SPAN);
  }
}
