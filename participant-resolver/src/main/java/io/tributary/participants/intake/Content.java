package io.tributary.participants.intake;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, as one observation has it.
 *
 * @param size in bytes, of the bodies before they were cut
 * @param edited as of when it stands so, where it is not the first text; null where it is
 * @param editSeen when an edit was read from the provider: decides between edits of one time
 * @param deleted when it was seen to have been taken back; there is nothing else then
 */
record Content(
    @Nullable String subject,
    @Nullable String text,
    boolean textTruncated,
    @Nullable String html,
    boolean htmlTruncated,
    long size,
    int attachments,
    @Nullable Instant edited,
    @Nullable Instant editSeen,
    @Nullable Instant deleted) {

  static Content gone(Instant when) {
    return new Content(null, null, false, null, false, 0, 0, null, null, when);
  }

  boolean isBare() {
    return text == null && html == null;
  }

  boolean wasDeleted() {
    return deleted != null;
  }

  boolean wasEdited() {
    return edited != null;
  }

  /** What stands of two, whichever came first: what was taken back stays so, an edit is newer than a first text, a newer edit than an older. */
  Content and(Content other) {
    if (deleted != null || other.deleted != null) {
      return gone(earlier(deleted, other.deleted));
    }
    if (edited != null && other.edited != null) {
      int later = other.edited.compareTo(edited);
      return later < 0 || later == 0 && seen(other).isBefore(seen(this)) ? this : other;
    }
    if (edited != null || other.edited != null) {
      return edited == null ? other : this;
    }
    return isBare() ? other : this;
  }

  private static Instant seen(Content edit) {
    return edit.editSeen == null ? Instant.MIN : edit.editSeen;
  }

  private static Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return Objects.requireNonNull(one == null ? other : one);
    }
    return other.isBefore(one) ? other : one;
  }
}
