package io.tributary.channels.webhook;

import io.tributary.channels.AnswerTooLarge;
import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.connection.AccountKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pass over an account, as far as it came.
 *
 * @param bound it reads what is newer
 * @param newest the date of the newest message it saw; null before its first page
 * @param cursor where it goes on; null at its beginning
 * @param now the database's clock when it was taken
 * @param pageShare how many times smaller than usual its pages are, since a larger one could not be taken in
 */
record Pass(AccountKey key, ConnectedAccount account, Instant bound, @Nullable Instant newest, @Nullable String cursor, Instant now, int pageShare) {

  private static final int SMALLEST_SHARE = 256;

  /** What is dated later than now says nothing about how far was read. */
  Pass after(@Nullable Instant newestOfPage, @Nullable String next) {
    var seen = newestOfPage == null || newestOfPage.isAfter(now) ? newest : newest == null || newestOfPage.isAfter(newest) ? newestOfPage : newest;
    return new Pass(key, account, bound, seen, next, now, pageShare);
  }

  /**
   * The same, in smaller pages.
   *
   * @throws AnswerTooLarge if they can be no smaller
   */
  Pass after(AnswerTooLarge tooLarge) {
    if (pageShare >= SMALLEST_SHARE) {
      throw tooLarge;
    }
    return new Pass(key, account, bound, newest, cursor, now, pageShare * 2);
  }
}
