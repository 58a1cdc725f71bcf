package io.tributary.channels.webhook;

import static io.tributary.channels.jooq.Tables.WEBHOOK_EVENTS;
import static org.jooq.impl.DSL.row;

import io.tributary.channels.connection.AccountKey;
import io.tributary.service.database.Database;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Row5;

/** Remembers which events were read, what is to be asked because of them, and what waits for its message. A few statements a batch. */
final class KeepEvents {

  private final Database database;
  private final Hints hints;
  private final WebhookSettings settings;

  KeepEvents(Database database, Hints hints, WebhookSettings settings) {
    this.database = database;
    this.hints = hints;
    this.settings = settings;
  }

  /** Of the events those that are to be treated, each once. */
  Unread unread(List<ReadEvent> read, int decoder) {
    var once = new TreeSet<>(ReadEvent.ORDER);
    once.addAll(read);
    var known = knownOf(once);
    var fresh = once.stream().filter(it -> !known.containsKey(keyOf(it))).toList();
    var again = once.stream().filter(it -> known.getOrDefault(keyOf(it), decoder) < decoder).toList();
    return new Unread(fresh, again);
  }

  /** Of the messages those that no event brought or announced, each once. */
  List<ReadEvent> notCome(List<ReadEvent> messages) {
    var once = new TreeSet<>(ReadEvent.ORDER);
    once.addAll(messages);
    if (once.isEmpty()) {
      return List.of();
    }
    var keys = once.stream().map(it -> row(it.account().tenant(), it.account().account(), it.id().id())).toList();
    var came = database.asWorker(db -> db.select(WEBHOOK_EVENTS.TENANT, WEBHOOK_EVENTS.ACCOUNT, WEBHOOK_EVENTS.ID)
        .from(WEBHOOK_EVENTS)
        .where(row(WEBHOOK_EVENTS.TENANT, WEBHOOK_EVENTS.ACCOUNT, WEBHOOK_EVENTS.ID).in(keys))
        .and(WEBHOOK_EVENTS.MESSAGE.isTrue())
        .fetchSet(it -> List.of(it.value1(), it.value2(), it.value3())));
    return once.stream()
        .filter(it -> !came.contains(List.of(it.account().tenant(), it.account().account(), it.id().id())))
        .toList();
  }

  /** The decoder of those that were read before. */
  private Map<List<String>, Integer> knownOf(Collection<ReadEvent> events) {
    if (events.isEmpty()) {
      return Map.of();
    }
    Collection<Row5<String, String, String, String, String>> keys = events.stream()
        .map(it -> row(it.account().tenant(), it.account().account(), it.id().id(), it.id().event(), it.id().version()))
        .toList();
    return database.asWorker(db -> db.selectFrom(WEBHOOK_EVENTS)
        .where(row(WEBHOOK_EVENTS.TENANT, WEBHOOK_EVENTS.ACCOUNT, WEBHOOK_EVENTS.ID, WEBHOOK_EVENTS.EVENT, WEBHOOK_EVENTS.VERSION).in(keys))
        .fetch()
        .stream()
        .collect(Collectors.toMap(
            it -> List.of(it.getTenant(), it.getAccount(), it.getId(), it.getEvent(), it.getVersion()), it -> it.getDecoder())));
  }

  private static List<String> keyOf(ReadEvent it) {
    return List.of(it.account().tenant(), it.account().account(), it.id().id(), it.id().event(), it.id().version());
  }

  void store(DSLContext db, Unread unread, int decoder) {
    if (unread.size() == 0) {
      return;
    }
    note(db, unread.all(), decoder);
    keepEarly(db, unread.fresh().stream().filter(it -> it.told() instanceof Told.Happened).toList());
    var asked = new ArrayList<Hints.Wish>();
    unread.fresh().forEach(it -> it.asks().forEach(ask -> asked.add(new Hints.Wish(it.account(), ask, it.announced()))));
    asked.addAll(fitting(db, unread.fresh()));
    hints.ask(db, asked);
  }

  /** Whoever brought these messages, they are there: what waited for them is to be asked. */
  void came(DSLContext db, List<ReadEvent> messages, int decoder) {
    note(db, messages, decoder);
    hints.ask(db, fitting(db, messages));
  }

  private static void note(DSLContext db, List<ReadEvent> read, int decoder) {
    if (read.isEmpty()) {
      return;
    }
    var once = new TreeSet<>(ReadEvent.ORDER);
    read.stream().flatMap(ReadEvent::byAllItsNames).forEach(once::add);
    var events = List.copyOf(once);
    db.execute(
        """
        insert into webhook_events (tenant, account, id, event, version, received_at, message, decoder)
        select *, ? from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::boolean[])
        on conflict (tenant, account, id, event, version) do update
        set decoder = excluded.decoder where webhook_events.decoder < excluded.decoder
        """,
        decoder,
        texts(events, it -> it.account().tenant()),
        texts(events, it -> it.account().account()),
        texts(events, it -> it.id().id()),
        texts(events, it -> it.id().event()),
        texts(events, it -> it.id().version()),
        texts(events, it -> it.receivedAt().atOffset(ZoneOffset.UTC).toString()),
        texts(events, it -> String.valueOf(it.message())));
  }

  private void keepEarly(DSLContext db, List<ReadEvent> happened) {
    if (happened.isEmpty()) {
      return;
    }
    db.execute(
        """
        insert into early_events (tenant, account, message, hint_id, expires_at)
        select distinct on (tenant, account, message) tenant, account, message, hint, clock_timestamp() + ? * interval '1 millisecond'
        from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as x (tenant, account, message, hint)
        order by tenant, account, message
        on conflict (tenant, account, message) do update set expires_at = excluded.expires_at
        """,
        settings.earlyKept().toMillis(),
        texts(happened, it -> it.account().tenant()),
        texts(happened, it -> it.account().account()),
        texts(happened, ReadEvent::messageId),
        texts(happened, it -> ((Told.Happened) it.told()).ask().id()));
  }

  /** Takes out what waited for a message that is there. */
  private static List<Hints.Wish> fitting(DSLContext db, List<ReadEvent> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    return db.fetch(
            """
            delete from early_events e
            using unnest(?::text[], ?::text[], ?::text[]) as x (tenant, account, message)
            where e.tenant = x.tenant and e.account = x.account and e.message = x.message
              and exists (
                select from webhook_events w where w.tenant = e.tenant and w.account = e.account and w.id = e.message and w.message)
            returning e.tenant, e.account, e.hint_id
            """,
            texts(events, it -> it.account().tenant()), texts(events, it -> it.account().account()), texts(events, ReadEvent::messageId))
        .map(row -> new Hints.Wish(
            new AccountKey(row.get(0, String.class), row.get(1, String.class)), Hint.message(row.get(2, String.class))));
  }

  private static String[] texts(List<ReadEvent> events, Function<ReadEvent, String> part) {
    return events.stream().map(part).toArray(String[]::new);
  }
}
