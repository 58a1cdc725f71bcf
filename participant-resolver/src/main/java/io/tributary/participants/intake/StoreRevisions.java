package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.rows.Columns;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Applies to messages that are stored what became of them since: the newest edit gives the content, and what was taken back has none. In whatever
 * order that is heard of, and however often, the end is the same. Content that was erased or is beyond its retention does not come back.
 */
final class StoreRevisions {

  /** Slack counts edits by the second: of two of one second the one that was read later stands. */
  private static final String EDIT = """
      update messages m set subject = x.subject, text = x.text, text_truncated = x.text_truncated, html = x.html, html_truncated = x.html_truncated,
        size = x.size, attachments = x.attachments::integer, edited_as_of = x.edited,
        edit_seen_at = x.seen
      from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::boolean[], ?::bigint[], ?::bigint[], ?::text[]::timestamptz[],
          ?::text[]::timestamptz[])
        as x (tenant, id, subject, text, text_truncated, html, html_truncated, size, attachments, edited, seen)
      where m.tenant = x.tenant and m.id = x.id and m.deleted_at is null and m.content_gone_at is null
        and (m.edited_as_of is null or m.edited_as_of < x.edited
          or m.edited_as_of = x.edited and coalesce(m.edit_seen_at, '-infinity') < x.seen and (m.text, m.html) is distinct from (x.text, x.html))
      returning m.tenant, m.channel, m.external_id""";

  /** The edit that stands was read once more: older than this, no other of its time replaces it. */
  private static final String SEEN = """
      update messages m set edit_seen_at = x.seen
      from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[]::timestamptz[], ?::text[]::timestamptz[])
        as x (tenant, id, text, html, edited, seen)
      where m.tenant = x.tenant and m.id = x.id and m.edited_as_of = x.edited and coalesce(m.edit_seen_at, '-infinity') < x.seen
        and (m.text, m.html) is not distinct from (x.text, x.html)""";

  private static final String DELETE = """
      update messages m set subject = null, text = null, text_truncated = false, html = null, html_truncated = false, size = 0, attachments = 0,
        edited_as_of = null, edit_seen_at = null, deleted_at = x.deleted
      from unnest(?::text[], ?::bigint[], ?::text[]::timestamptz[]) as x (tenant, id, deleted)
      where m.tenant = x.tenant and m.id = x.id and (m.deleted_at is null or m.deleted_at > x.deleted)
      returning m.tenant, m.channel, m.external_id""";

  /** A conversation has the subject of its first message; one whose subject was erased stays without. */
  private static final String NAME_CONVERSATIONS = """
      update conversations c set subject = now.subject
      from (
        select v.tenant, v.conversation_id, (
          select f.subject from messages f where f.tenant = v.tenant and f.conversation_id = v.conversation_id order by f.sent_at, f.id limit 1) as subject
        from (
          select distinct m.tenant, m.conversation_id
          from messages m join unnest(?::text[], ?::bigint[]) as x (tenant, id) using (tenant, id)) v) now
      where c.tenant = now.tenant and c.id = now.conversation_id and c.subject is not null and c.subject is distinct from now.subject""";

  private final DSLContext db;

  StoreRevisions(DSLContext db) {
    this.db = db;
  }

  /** @param known observations of messages that were stored before @return messages that say something else now */
  Set<Key> store(List<Observed> known, Map<Key, Long> ids) {
    var changed = new HashSet<>(edit(known.stream().filter(message -> message.content().wasEdited()).toList(), ids));
    changed.addAll(delete(known.stream().filter(message -> message.content().wasDeleted()).toList(), ids));
    if (!changed.isEmpty()) {
      db.execute(NAME_CONVERSATIONS, Columns.of(changed.stream().sorted().toList()).text(Key::tenant).number(ids::get).bindings());
    }
    return changed;
  }

  private List<Key> edit(List<Observed> edited, Map<Key, Long> ids) {
    if (edited.isEmpty()) {
      return List.of();
    }
    var changed = keys(EDIT, ContentColumns.of(edited, ids)
        .time(message -> message.content().edited())
        .time(message -> message.content().editSeen()));
    db.execute(SEEN, Columns.of(edited)
        .text(Observed::tenant)
        .number(message -> Objects.requireNonNull(ids.get(message.key())))
        .text(message -> message.content().text())
        .text(message -> message.content().html())
        .time(message -> message.content().edited())
        .time(message -> message.content().editSeen())
        .bindings());
    return changed;
  }

  private List<Key> delete(List<Observed> deleted, Map<Key, Long> ids) {
    return deleted.isEmpty() ? List.of() : keys(DELETE, Columns.of(deleted)
        .text(Observed::tenant)
        .number(message -> Objects.requireNonNull(ids.get(message.key())))
        .time(message -> message.content().deleted()));
  }

  private List<Key> keys(String statement, Columns<?> rows) {
    return db.fetch(statement, rows.bindings()).map(row -> new Key(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)));
  }
}
