package io.tributary.connectors.poll;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection, open for one run. */
public interface Session {

  /** What is read one after the other, each with a position of its own: channels, a mailbox, the calls. */
  List<String> streams();

  /**
   * Reads the next page.
   *
   * @param position as the page before left it; null for the very first
   * @throws io.tributary.connectors.calls.PollFailed if it cannot be read
   */
  Page read(String stream, @Nullable String position);
}
