package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Copy;
import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.rows.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Stores messages with their copies and participants, and counts them in their conversations; what is there already is not counted again. */
final class StoreMessages {

  private static final String WRITE = """
      insert into messages (tenant, channel, external_id, kind, conversation_id, sent_at, received_at, direction, subject, text, text_truncated,
        html, html_truncated, size, attachments, bulk, learnt_by)
      select tenant, channel, external_id, kind, conversation_id, sent_at, received_at, direction, subject, text, text_truncated, html,
        html_truncated, size, attachments::integer, bulk, learnt_by
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[], ?::text[],
          ?::text[], ?::boolean[], ?::text[], ?::boolean[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
        as x (tenant, channel, external_id, kind, conversation_id, sent_at, received_at, direction, subject, text, text_truncated, html,
          html_truncated, size, attachments, bulk, learnt_by)
      on conflict (tenant, channel, external_id) do nothing
      returning tenant, channel, external_id, id""";

  private static final String FIND = """
      select m.tenant, m.channel, m.external_id, m.id
      from messages m join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, channel, external_id) using (tenant, channel, external_id)""";

  private static final String WRITE_COPIES = """
      insert into message_copies (tenant, account, provider_id, message_id, folder, role, read)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::boolean[])
      on conflict (tenant, account, provider_id) do update set folder = excluded.folder, role = excluded.role,
        read = coalesce(excluded.read, message_copies.read)
      where (message_copies.folder, message_copies.role, message_copies.read)
        is distinct from (excluded.folder, excluded.role, coalesce(excluded.read, message_copies.read))""";

  private static final String WRITE_PARTICIPANTS = """
      with fresh as (
        insert into message_participants (tenant, message_id, participant_id, role)
        select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[])
        on conflict do nothing
        returning tenant, message_id, participant_id),
      counted as (
        insert into conversation_participants (tenant, conversation_id, participant_id, message_count)
        select f.tenant, m.conversation_id, f.participant_id, count(*)
        from fresh f join messages m on m.tenant = f.tenant and m.id = f.message_id
        group by 1, 2, 3 order by 1, 2, 3
        on conflict (tenant, conversation_id, participant_id)
        do update set message_count = conversation_participants.message_count + excluded.message_count)
      select distinct tenant, message_id from fresh""";

  private static final String COUNT = """
      update conversations c set
        message_count = c.message_count + x.messages,
        subject = case when c.first_message_at is null or x.first_at < c.first_message_at then x.subject else c.subject end,
        first_message_at = least(c.first_message_at, x.first_at),
        last_message_at = greatest(c.last_message_at, x.last_at)
      from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[])
        as x (tenant, id, messages, first_at, last_at, subject)
      where c.tenant = x.tenant and c.id = x.id""";

  private static final String WRITE_FACTS = """
      insert into message_facts (tenant, message_id, conversation_id, channel, kind, direction, sent_at, participant_ids, bulk, size, attachments)
      select m.tenant, m.id, m.conversation_id, m.channel, m.kind, m.direction, m.sent_at,
        coalesce((select array_agg(p.participant_id order by p.role not in ('FROM', 'HOST'), p.participant_id)
          from message_participants p where p.tenant = m.tenant and p.message_id = m.id), '{}'),
        m.bulk, m.size, m.attachments
      from messages m join unnest(?::text[], ?::bigint[]) as x (tenant, id) using (tenant, id)
      on conflict (tenant, message_id) do update set participant_ids = excluded.participant_ids, version = message_facts.version + 1
      where message_facts.participant_ids is distinct from excluded.participant_ids""";

  private record TakesPart(String tenant, long message, long participant, String role) {}

  private record CopyOf(String tenant, long message, Copy copy) {}

  private record Counted(String tenant, long conversation, long messages, Instant first, Instant last, @Nullable String subject) {

    private Counted and(Counted other) {
      return new Counted(tenant, conversation, messages + other.messages, first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last, first.isBefore(other.first) ? subject : other.subject);
    }
  }

  private record MessageId(String tenant, long id) {}

  private final DSLContext db;

  StoreMessages(DSLContext db) {
    this.db = db;
  }

  void store(List<Observed> observed, Map<Key, Long> conversations, StoredParticipants participants) {
    var fresh = write(observed, conversations);
    var ids = new HashMap<>(fresh);
    var known = observed.stream().map(Observed::key).filter(key -> !fresh.containsKey(key)).toList();
    db.fetch(FIND, Columns.of(known).text(Key::tenant).text(Key::channel).text(Key::externalId).bindings())
        .forEach(row -> ids.put(key(row), row.get(3, Long.class)));

    writeCopies(observed, ids);
    var withNewParticipants = writeParticipants(observed, ids, participants);
    count(observed, conversations, fresh);
    var toPublish = new LinkedHashSet<>(withNewParticipants);
    fresh.forEach((key, id) -> toPublish.add(new MessageId(key.tenant(), id)));
    db.execute(WRITE_FACTS, Columns.of(toPublish).text(MessageId::tenant).number(MessageId::id).bindings());
  }

  private Map<Key, Long> write(List<Observed> observed, Map<Key, Long> conversations) {
    var own = OwnSides.among(db, observed);
    var columns = Columns.of(observed)
        .text(Observed::tenant)
        .text(message -> message.key().channel())
        .text(message -> message.key().externalId())
        .text(Observed::kind)
        .number(message -> conversations.get(message.key()))
        .time(Observed::sentAt)
        .time(Observed::receivedAt)
        .text(own::direction)
        .text(message -> message.content().subject())
        .text(message -> message.content().text())
        .bool(message -> message.content().textTruncated())
        .text(message -> message.content().html())
        .bool(message -> message.content().htmlTruncated())
        .number(message -> message.content().size())
        .number(message -> (long) message.content().attachments())
        .text(Observed::bulk)
        .text(Observed::learntBy)
        .bindings();
    var ids = new HashMap<Key, Long>();
    db.fetch(WRITE, columns).forEach(row -> ids.put(key(row), row.get(3, Long.class)));
    return ids;
  }

  private void writeCopies(List<Observed> observed, Map<Key, Long> ids) {
    // One account's copy is one row, whatever two messages claim it: one statement must not touch a row twice.
    var copies = new TreeMap<String, CopyOf>();
    observed.forEach(message -> message.copies().forEach(copy -> copies.put(
        message.tenant() + '|' + copy.account() + '|' + copy.providerId(),
        new CopyOf(message.tenant(), Objects.requireNonNull(ids.get(message.key())), copy))));
    db.execute(WRITE_COPIES, Columns.of(copies.values())
        .text(CopyOf::tenant)
        .text(one -> one.copy().account())
        .text(one -> one.copy().providerId())
        .number(CopyOf::message)
        .text(one -> one.copy().folder())
        .text(one -> one.copy().role())
        .bool(one -> one.copy().read())
        .bindings());
  }

  private List<MessageId> writeParticipants(List<Observed> observed, Map<Key, Long> ids, StoredParticipants participants) {
    var takePart = new ArrayList<TakesPart>();
    for (var message : observed) {
      long id = Objects.requireNonNull(ids.get(message.key()));
      // Somebody who is both sender and addressee takes part once, in the first of his roles.
      var once = new LinkedHashMap<Long, TakesPart>();
      message.people().forEach(person -> {
        long participant = participants.of(message, person);
        once.putIfAbsent(participant, new TakesPart(message.tenant(), id, participant, person.role()));
      });
      takePart.addAll(once.values());
    }
    takePart.sort(Comparator.comparing(TakesPart::tenant).thenComparing(TakesPart::message).thenComparing(TakesPart::participant));
    return db.fetch(WRITE_PARTICIPANTS, Columns.of(takePart)
            .text(TakesPart::tenant).number(TakesPart::message).number(TakesPart::participant).text(TakesPart::role).bindings())
        .map(row -> new MessageId(row.get(0, String.class), row.get(1, Long.class)));
  }

  private void count(List<Observed> observed, Map<Key, Long> conversations, Map<Key, Long> fresh) {
    var counted = new TreeMap<Long, Counted>();
    observed.stream().filter(message -> fresh.containsKey(message.key())).forEach(message -> {
      long conversation = Objects.requireNonNull(conversations.get(message.key()));
      counted.merge(conversation, new Counted(message.tenant(), conversation, 1, message.sentAt(), message.sentAt(), message.content().subject()),
          Counted::and);
    });
    db.execute(COUNT, Columns.of(counted.values())
        .text(Counted::tenant).number(Counted::conversation).number(Counted::messages).time(Counted::first).time(Counted::last)
        .text(Counted::subject).bindings());
  }

  private static Key key(org.jooq.Record row) {
    return new Key(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class));
  }
}
