package io.tributary.channels;

import io.tributary.events.CommunicationObserved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that comes newest first.
 *
 * @param messages what is to be published
 * @param ids the provider's ids of everything on the page, published or left out: two pages with the same ids do not advance
 * @param skippedWhy how many of them were left out, by reason (a word or two, as {@code draft})
 * @param unreadable how many people of the messages are left out, since their address cannot be read
 * @param newest the provider's date of the newest item; null on an empty page
 * @param learned forms of identifiers that their canonical form does not tell
 * @param cursor where to continue; null on the last page
 */
public record MessagePage(
    List<CommunicationObserved> messages,
    Set<String> ids,
    Map<String, Integer> skippedWhy,
    int unreadable,
    @Nullable Instant newest,
    Set<LearnedForm> learned,
    @Nullable String cursor) {

  public MessagePage {
    messages = List.copyOf(messages);
    ids = Set.copyOf(ids);
    skippedWhy = Map.copyOf(skippedWhy);
    learned = Set.copyOf(learned);
  }

  /** Where there is one reason alone to leave something out, and it needs no name. */
  public MessagePage(
      List<CommunicationObserved> messages,
      Set<String> ids,
      int skipped,
      int unreadable,
      @Nullable Instant newest,
      Set<LearnedForm> learned,
      @Nullable String cursor) {
    this(messages, ids, skipped == 0 ? Map.of() : Map.of("other", skipped), unreadable, newest, learned, cursor);
  }

  /** How many were left out. */
  public int skipped() {
    return skippedWhy.values().stream().mapToInt(Integer::intValue).sum();
  }
}
