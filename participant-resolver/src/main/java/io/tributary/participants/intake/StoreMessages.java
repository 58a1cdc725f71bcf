package io.tributary.participants.intake;

import io.tributary.events.LearntBy;
import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.known.Directions;
import io.tributary.participants.rows.Columns;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Stores messages, each once. One that is known keeps its content until it is edited or taken back, gets one if it has none yet, and what only
 * another of its copies shows.
 */
final class StoreMessages {

  /** It has no content, and nobody took it away. */
  private static final String BARE = """
      m.text is null and m.html is null and m.content_gone_at is null and m.edited_as_of is null and m.deleted_at is null""";

  private static final String WRITE = """
      insert into messages (tenant, channel, external_id, kind, conversation_id, sent_at, received_at, outbound, direction, subject, text,
        text_truncated, html, html_truncated, size, attachments, bulk, learnt_by, unread, seen,
        edited_as_of, edit_seen_at, deleted_at)
      select tenant, channel, external_id, kind, conversation_id, sent_at, received_at, outbound, %s, subject, text,
        text_truncated, html, html_truncated, size, attachments::integer, bulk, learnt_by, unread, seen, edited_as_of, edit_seen_at, deleted_at
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::boolean[],
          ?::boolean[], ?::boolean[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::boolean[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
          ?::boolean[], ?::boolean[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[]::timestamptz[])
        as x (tenant, channel, external_id, kind, conversation_id, sent_at, received_at, outbound,
          from_own, to_own, subject, text, text_truncated, html, html_truncated, size, attachments, bulk, learnt_by, unread, seen,
          edited_as_of, edit_seen_at, deleted_at)
      on conflict (tenant, channel, external_id) do nothing
      returning tenant, channel, external_id, id""".formatted(Directions.DIRECTION);

  private static final String FIND = """
      select m.tenant, m.channel, m.external_id, m.id, %s as bare
      from messages m join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, channel, external_id) using (tenant, channel, external_id)""".formatted(BARE);

  private static final String FILL = """
      update messages m set subject = coalesce(m.subject, x.subject), text = x.text, text_truncated = x.text_truncated,
        html = x.html, html_truncated = x.html_truncated, size = greatest(m.size, x.size), attachments = greatest(m.attachments, x.attachments::integer)
      from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::boolean[], ?::bigint[], ?::bigint[])
        as x (tenant, id, subject, text, text_truncated, html, html_truncated, size, attachments)
      where m.tenant = x.tenant and m.id = x.id and %s""".formatted(BARE);

  /** A poll does not come back for what it fetched, so it must be known that it did. */
  private static final String POLLED = """
      update messages m set learnt_by = 'POLL' from unnest(?::text[], ?::bigint[]) as x (tenant, id)
      where m.tenant = x.tenant and m.id = x.id and m.learnt_by = 'WEBHOOK'""";

  private final DSLContext db;

  StoreMessages(DSLContext db) {
    this.db = db;
  }

  StoredMessages store(List<Observed> observed, Map<Key, Long> conversations, StoredParticipants participants) {
    var fresh = write(observed, conversations, OwnSides.among(db, observed, participants));
    var ids = new HashMap<>(fresh);
    var bare = new HashSet<Key>();
    var known = observed.stream().map(Observed::key).filter(key -> !fresh.containsKey(key)).toList();
    if (!known.isEmpty()) {
      db.fetch(FIND, Columns.of(known).text(Key::tenant).text(Key::channel).text(Key::externalId).bindings()).forEach(row -> {
        ids.put(key(row), row.get(3, Long.class));
        if (row.get(4, Boolean.class)) {
          bare.add(key(row));
        }
      });
    }
    var again = observed.stream().filter(message -> !fresh.containsKey(message.key())).toList();
    polled(again.stream().filter(message -> message.learntBy().equals(LearntBy.POLL.name())).toList(), ids);
    var changed = new HashSet<>(fill(observed, ids, bare));
    changed.addAll(new StoreRevisions(db).store(again, ids));
    var completed = new CompleteMessages(db).complete(again, ids);
    changed.addAll(completed.changed());
    return new StoredMessages(ids, Set.copyOf(fresh.keySet()), Set.copyOf(changed), completed.toMany());
  }

  private Map<Key, Long> write(List<Observed> observed, Map<Key, Long> conversations, OwnSides own) {
    var columns = Columns.of(observed)
        .text(Observed::tenant)
        .text(message -> message.key().channel())
        .text(message -> message.key().externalId())
        .text(Observed::kind)
        .number(message -> conversations.get(message.key()))
        .time(Observed::sentAt)
        .time(Observed::receivedAt)
        .bool(OwnSides::outbound)
        .bool(own::fromOwn)
        .bool(own::toOwn)
        .text(message -> message.content().subject())
        .text(message -> message.content().text())
        .bool(message -> message.content().textTruncated())
        .text(message -> message.content().html())
        .bool(message -> message.content().htmlTruncated())
        .number(message -> message.content().size())
        .number(message -> (long) message.content().attachments())
        .text(Observed::bulk)
        .text(Observed::learntBy)
        .bool(Observed::unread)
        .bool(Observed::seen)
        .time(message -> message.content().edited())
        .time(message -> message.content().editSeen())
        .time(message -> message.content().deleted())
        .bindings();
    var ids = new HashMap<Key, Long>();
    db.fetch(WRITE, columns).forEach(row -> ids.put(key(row), row.get(3, Long.class)));
    return ids;
  }

  private void polled(List<Observed> known, Map<Key, Long> ids) {
    if (!known.isEmpty()) {
      db.execute(POLLED, Columns.of(known).text(Observed::tenant).number(message -> Objects.requireNonNull(ids.get(message.key()))).bindings());
    }
  }

  private List<Key> fill(List<Observed> observed, Map<Key, Long> ids, Set<Key> bare) {
    var filling = observed.stream()
        .filter(message -> bare.contains(message.key()) && !message.content().isBare() && !message.content().wasEdited())
        .toList();
    if (!filling.isEmpty()) {
      db.execute(FILL, ContentColumns.of(filling, ids).bindings());
    }
    return filling.stream().map(Observed::key).toList();
  }

  private static Key key(Record row) {
    return new Key(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class));
  }
}
