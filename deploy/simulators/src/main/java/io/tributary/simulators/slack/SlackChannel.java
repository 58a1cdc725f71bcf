package io.tributary.simulators.slack;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A channel: what the list says of it, and its messages. */
final class SlackChannel {

  private final Map<String, Object> about;
  private final List<SlackMessage> messages = new ArrayList<>();
  private @Nullable String keptBack;

  SlackChannel(Map<String, Object> about, List<SlackMessage> messages) {
    this.about = about;
    this.messages.addAll(messages);
  }

  Map<String, Object> about() {
    return about;
  }

  String id() {
    return String.valueOf(about.get("id"));
  }

  /** Newest first, within the bounds (exclusive), without what was said in threads only. */
  synchronized List<SlackMessage> history(BigDecimal oldest, BigDecimal latest) {
    return messages.stream()
        .filter(SlackMessage::isInChannel)
        .filter(message -> message.time().compareTo(oldest) > 0 && message.time().compareTo(latest) < 0)
        .sorted(Comparator.comparing(SlackMessage::time).reversed())
        .map(this::asParent)
        .toList();
  }

  /** The parent, then what was said after {@code oldest}, oldest first; empty if there is no such message. */
  synchronized List<SlackMessage> thread(String ts, BigDecimal oldest) {
    var parent = messages.stream().filter(message -> message.ts().equals(ts)).findFirst();
    if (parent.isEmpty()) {
      return List.of();
    }
    var thread = new ArrayList<>(List.of(asParent(parent.get())));
    replies(ts).filter(reply -> reply.time().compareTo(oldest) > 0 && !reply.ts().equals(keptBack)).forEach(thread::add);
    return thread;
  }

  synchronized void keepBack(@Nullable String ts) {
    keptBack = ts;
  }

  synchronized void add(SlackMessage message) {
    messages.add(message);
  }

  synchronized void edit(String ts, String text) {
    messages.replaceAll(message -> message.ts().equals(ts) ? message.with("text", text).with("edited", Map.of("ts", ts)) : message);
  }

  private SlackMessage asParent(SlackMessage message) {
    var replies = replies(message.ts()).toList();
    return replies.isEmpty() ? message : message
        .with("thread_ts", message.ts()).with("reply_count", replies.size()).with("latest_reply", replies.getLast().ts());
  }

  private Stream<SlackMessage> replies(String parent) {
    return messages.stream().filter(message -> message.isReplyTo(parent)).sorted(Comparator.comparing(SlackMessage::time));
  }
}
