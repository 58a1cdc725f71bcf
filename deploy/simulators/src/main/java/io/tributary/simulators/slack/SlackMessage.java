package io.tributary.simulators.slack;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was exported or said.
 *
 * @param fields all of it, with {@code ts}
 */
record SlackMessage(Map<String, Object> fields) {

  static SlackMessage said(String ts, String user, String text, @Nullable String thread) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("type", "message");
    fields.put("user", user);
    fields.put("text", text);
    fields.put("ts", ts);
    if (thread != null) {
      fields.put("thread_ts", thread);
    }
    return new SlackMessage(fields);
  }

  String ts() {
    return Objects.requireNonNull(fields.get("ts")).toString();
  }

  BigDecimal time() {
    return new BigDecimal(ts());
  }

  @Nullable String thread() {
    var thread = fields.get("thread_ts");
    return thread == null ? null : thread.toString();
  }

  /** Replies are listed in their thread alone, unless they were sent to the channel, too. */
  boolean isInChannel() {
    return thread() == null || ts().equals(thread()) || "thread_broadcast".equals(fields.get("subtype"));
  }

  boolean isReplyTo(String parent) {
    return parent.equals(thread()) && !ts().equals(parent);
  }

  SlackMessage with(String name, Object value) {
    var changed = new LinkedHashMap<>(fields);
    changed.put(name, value);
    return new SlackMessage(changed);
  }
}
