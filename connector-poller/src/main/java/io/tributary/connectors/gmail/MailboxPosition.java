package io.tributary.connectors.gmail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a mailbox was read.
 *
 * @param historyId everything before it was read, or will have been when the backfill ends: it is taken before the backfill begins
 * @param backfill what is read once, label by label; null afterwards
 * @param pageToken of the changes that are being read; null at rest
 */
record MailboxPosition(String historyId, @Nullable Backfill backfill, @Nullable String pageToken) {

  /**
   * @param days how far back
   * @param label index of the label that is being read
   */
  record Backfill(Instant begun, long days, int label, @Nullable String pageToken) {}

  private static final JsonMapper JSON = JsonMapper.shared();

  static @Nullable MailboxPosition of(@Nullable String position) {
    return position == null ? null : JSON.readValue(position, MailboxPosition.class);
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
