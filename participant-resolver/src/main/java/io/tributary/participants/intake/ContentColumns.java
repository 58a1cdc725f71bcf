package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.rows.Columns;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Messages that are stored, with what they say now, for the statements that fill or replace their content. */
final class ContentColumns {

  /** Tenant, id, subject, text, text_truncated, html, html_truncated, size, attachments; more may be added. */
  static Columns<Observed> of(List<Observed> messages, Map<Key, Long> ids) {
    return Columns.of(messages)
        .text(Observed::tenant)
        .number(message -> Objects.requireNonNull(ids.get(message.key())))
        .text(message -> message.content().subject())
        .text(message -> message.content().text())
        .bool(message -> message.content().textTruncated())
        .text(message -> message.content().html())
        .bool(message -> message.content().htmlTruncated())
        .number(message -> message.content().size())
        .number(message -> (long) message.content().attachments());
  }

  private ContentColumns() {}
}
