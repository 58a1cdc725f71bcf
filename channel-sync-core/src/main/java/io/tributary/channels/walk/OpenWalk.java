package io.tributary.channels.walk;

import io.tributary.channels.AnswerTooLarge;
import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.MessagePage;
import io.tributary.channels.NotAsked;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.Search;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk under way.
 *
 * @param from only what is newer; null for everything
 * @param knownUntil what was published and is dated up to here is known from earlier walks; null where nothing is
 * @param startedAt its upper bound: what comes later is the next walk's
 * @param cursor the page to read next; null for the first
 * @param pages pages read and acknowledged so far
 * @param resumed true if the cursor was another worker's: the provider may have forgotten it
 * @param pageShare how many times smaller than usual its pages are, since a larger one could not be taken in
 * @param trail cursors and ids of the pages behind it, to notice a list that does not advance
 */
public record OpenWalk(
    ConnectedAccount account,
    List<String> forms,
    @Nullable Instant from,
    @Nullable Instant knownUntil,
    Instant startedAt,
    @Nullable Instant newest,
    @Nullable String cursor,
    int pages,
    boolean resumed,
    int pageShare,
    Trail trail)
    implements Walk {

  /** More pages than any one person's history with one account has, at 250 a page. */
  private static final int MOST_PAGES = 10_000;

  /** A page of a single item, whatever the channel's page is. */
  private static final int SMALLEST_SHARE = 256;

  record Trail(Set<String> cursors, Set<String> ids) {
    static final Trail NONE = new Trail(Set.of(), Set.of());
  }

  static OpenWalk fresh(
      ConnectedAccount account, List<String> forms, @Nullable Instant from, @Nullable Instant knownUntil, Instant startedAt) {
    return new OpenWalk(account, forms, from, knownUntil, startedAt, null, null, 0, false, 1, Trail.NONE);
  }

  public Search search(long record) {
    return new Search(account, record, forms, from, cursor, pageShare);
  }

  /**
   * The walk after this page was acknowledged.
   *
   * @throws ProviderFailed if the list does not advance
   */
  public Walk after(MessagePage page) {
    var newestYet = later(newest, page.newest());
    var next = page.cursor();
    if (next == null) {
      return new CompletedWalk(account, forms, from == null, startedAt, earlier(newestYet, startedAt), pages + 1);
    }
    boolean cursorAgain = next.equals(cursor) || trail.cursors().contains(next);
    boolean pageAgain = !page.ids().isEmpty() && trail.ids().equals(page.ids());
    if (cursorAgain || pageAgain || pages >= MOST_PAGES) {
      throw new ProviderFailed(
          ProviderFailure.CALLER_BUG, "The provider's list does not advance after page " + (pages + 1) + "; the walk was ended.");
    }
    var cursors = new HashSet<>(trail.cursors());
    cursors.add(next);
    var behind = new Trail(cursors, page.ids());
    return new OpenWalk(account, forms, from, knownUntil, startedAt, newestYet, next, pages + 1, false, pageShare, behind);
  }

  /**
   * The same walk in another way, where that may help: in smaller pages where one was too large, from its first page where only its
   * cursor was refused that another worker left. Else the failure stands.
   */
  public Walk again(ProviderFailed failure) {
    return switch (failure) {
      case NotAsked _ -> throw failure;
      case AnswerTooLarge _ when pageShare < SMALLEST_SHARE ->
          new OpenWalk(account, forms, from, knownUntil, startedAt, newest, cursor, pages, resumed, pageShare * 2, trail);
      case AnswerTooLarge _ -> throw failure;
      case ProviderFailed refused when resumed && refusesCursor(refused) ->
          new OpenWalk(account, forms, from, knownUntil, startedAt, newest, null, pages, false, pageShare, Trail.NONE);
      default -> throw failure;
    };
  }

  private static boolean refusesCursor(ProviderFailed failure) {
    return failure.failure() == ProviderFailure.CALLER_BUG || failure.failure() == ProviderFailure.GONE;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || one.isBefore(other) ? one : other;
  }
}
