package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.rows.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Counts new messages in their conversations, once. */
final class CountMessages {

  private static final String COUNT = """
      update conversations c set
        message_count = c.message_count + x.messages,
        bulk_count = c.bulk_count + x.bulk,
        subject = case when c.first_message_at is null or x.first_at < c.first_message_at then x.subject else c.subject end,
        first_message_at = least(c.first_message_at, x.first_at),
        last_message_at = greatest(c.last_message_at, x.last_at)
      from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[])
        as x (tenant, id, messages, bulk, first_at, last_at, subject)
      where c.tenant = x.tenant and c.id = x.id""";

  private static final Set<String> BULK = Set.of("LIST", "BULK");

  private record Counted(String tenant, long conversation, long messages, long bulk, Instant first, Instant last, @Nullable String subject) {

    private static Counted of(Observed message, long conversation) {
      return new Counted(message.tenant(), conversation, 1, BULK.contains(message.bulk()) ? 1 : 0, message.sentAt(), message.sentAt(), message.content().subject());
    }

    private Counted and(Counted other) {
      return new Counted(tenant, conversation, messages + other.messages, bulk + other.bulk, first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last, first.isBefore(other.first) ? subject : other.subject);
    }
  }

  private final DSLContext db;

  CountMessages(DSLContext db) {
    this.db = db;
  }

  void count(List<Observed> observed, StoredMessages messages, Map<Key, Long> conversations) {
    var counted = new TreeMap<Long, Counted>();
    observed.stream().filter(messages::isFresh).forEach(message -> {
      long conversation = Objects.requireNonNull(conversations.get(message.key()));
      counted.merge(conversation, Counted.of(message, conversation), Counted::and);
    });
    if (!counted.isEmpty()) {
      db.execute(COUNT, Columns.of(counted.values())
          .text(Counted::tenant).number(Counted::conversation).number(Counted::messages).number(Counted::bulk).time(Counted::first).time(Counted::last)
          .text(Counted::subject).bindings());
    }
  }
}
