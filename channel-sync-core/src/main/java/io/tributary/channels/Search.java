package io.tributary.channels;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to one account: what does it show for these forms?
 *
 * @param record the record it is asked for
 * @param forms the search forms of the record's identifiers, never empty
 * @param after only what is newer; null for everything
 * @param cursor the page to continue at; null for the first. It holds the forms and the bound that the first page was asked with.
 * @param pageShare how many times smaller than usual the page is to be, 1 or more: a whole one was too large to be taken in
 */
public record Search(
    ConnectedAccount account, long record, List<String> forms, @Nullable Instant after, @Nullable String cursor, int pageShare) {

  public Search {
    forms = List.copyOf(forms);
  }

  /** For a page of the usual size. */
  public Search(ConnectedAccount account, long record, List<String> forms, @Nullable Instant after, @Nullable String cursor) {
    this(account, record, forms, after, cursor, 1);
  }
}
