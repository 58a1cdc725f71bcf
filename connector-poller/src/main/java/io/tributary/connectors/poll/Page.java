package io.tributary.connectors.poll;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What one reading gave.
 *
 * @param items to be published, those that were published before included
 * @param unreadable items that are not what the API describes or are too long, each told in a few words
 * @param tooLong how many of them are too long: waiting makes none shorter
 * @param expected how many items the provider says the whole window has; null where it does not say
 * @param missing on the last page: of the items that the provider counts, those that were never read, in earlier runs either; null where it does
 *     not count them
 * @param next the position after this page
 * @param readUntil set on the last page alone: everything older has been read
 * @param remember written together with the position, once the broker has the items
 * @param again the provider's cursor died: the window begins again, and its cursors may come again
 */
public record Page(
    List<Observed> items, List<String> unreadable, int tooLong, @Nullable Long expected, @Nullable Long missing, String next,
    @Nullable Instant readUntil, Consumer<DSLContext> remember, boolean again) {

  private static final int ODD = 5;

  private static final Consumer<DSLContext> NOTHING = db -> {};

  public static Page more(List<Observed> items, String next) {
    return new Page(items, List.of(), 0, null, null, next, null, NOTHING, false);
  }

  public static Page last(List<Observed> items, String next, Instant readUntil) {
    return new Page(items, List.of(), 0, null, null, next, readUntil, NOTHING, false);
  }

  /** @param next where the window begins */
  public static Page again(String next) {
    return new Page(List.of(), List.of(), 0, null, null, next, null, NOTHING, true);
  }

  public Page expecting(@Nullable Long items) {
    return new Page(this.items, unreadable, tooLong, items, missing, next, readUntil, remember, again);
  }

  public Page missing(long items) {
    return new Page(this.items, unreadable, tooLong, expected, items, next, readUntil, remember, again);
  }

  public Page without(List<String> unreadable) {
    return without(unreadable, 0);
  }

  public Page without(List<String> unreadable, int tooLong) {
    return new Page(items, unreadable, tooLong, expected, missing, next, readUntil, remember, again);
  }

  public Page remembering(Consumer<DSLContext> remember) {
    return new Page(items, unreadable, tooLong, expected, missing, next, readUntil, remember, again);
  }

  boolean isLast() {
    return readUntil != null;
  }

  /** An odd item may be one; where several are all that came, the answer is wrong. */
  boolean isNothingButOdd() {
    return items.isEmpty() && unreadable.size() - tooLong >= ODD;
  }
}
