package io.tributary.channels.email;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of mails.
 *
 * @param cursor null on the last page
 */
record MailList(@Nullable List<Mail> items, @Nullable String cursor) {

  List<Mail> mails() {
    return items == null ? List.of() : items;
  }
}
