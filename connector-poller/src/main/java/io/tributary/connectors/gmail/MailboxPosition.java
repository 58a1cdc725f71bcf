package io.tributary.connectors.gmail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a mailbox was read.
 *
 * @param historyId everything before it was read, or will have been when the backfill ends: it is taken before the backfill begins
 * @param backfill what is read once, label by label; null afterwards
 * @param pageToken of the changes that are being read; null at rest
 * @param rest what a page has listed and is not read yet: comes before everything else; null for nothing
 */
record MailboxPosition(String historyId, @Nullable Backfill backfill, @Nullable String pageToken, @Nullable Rest rest) {

  /**
   * @param ids of mails, in their order
   * @param readUntil set where the list's last page was: everything older is read with these
   */
  record Rest(List<String> ids, @Nullable Instant readUntil) {}

  /**
   * @param days how far back
   * @param label index of the label that is being read
   */
  record Backfill(Instant begun, long days, int label, @Nullable String pageToken) {}

  private static final JsonMapper JSON = JsonMapper.shared();

  MailboxPosition(String historyId, @Nullable Backfill backfill, @Nullable String pageToken) {
    this(historyId, backfill, pageToken, null);
  }

  MailboxPosition with(@Nullable Rest rest) {
    return new MailboxPosition(historyId, backfill, pageToken, rest);
  }

  static @Nullable MailboxPosition of(@Nullable String position) {
    return position == null ? null : JSON.readValue(position, MailboxPosition.class);
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
