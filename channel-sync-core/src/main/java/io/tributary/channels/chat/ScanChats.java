package io.tributary.channels.chat;

import io.tributary.channels.ConnectedAccount;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an account's list of chats a page at a time and remembers who is in them, for people whom the provider does not find by their
 * number. What was read is everybody's: the next one who is looked for continues there. The list comes with the chat first in which
 * something happened last, so that a later scan ends where an earlier one began.
 */
public final class ScanChats {

  /** Chats that changed their place while the list was read. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private record State(@Nullable String cursor, @Nullable Instant newest, @Nullable Instant stopAt) {}

  private final Database database;
  private final Chats chats;
  private final KnownChats known;
  private final ChatTruth truth;
  private final Duration every;

  /** @param every for how long nobody's absence makes the list be read again */
  public ScanChats(Database database, Chats chats, KnownChats known, ChatTruth truth, Duration every) {
    this.database = database;
    this.chats = chats;
    this.known = known;
    this.truth = truth;
    this.every = every;
  }

  /** True if the list was not read to its end lately. */
  boolean isDue(ConnectedAccount account) {
    return database.asWorker(db -> Boolean.TRUE.equals(db.fetchValue(
        """
        select exists (
          select from connections c left join chat_scans s using (tenant, account)
          where c.tenant = ? and c.account = ? and (s.completed_at is null or s.cursor is not null
            or s.completed_at < clock_timestamp() - make_interval(secs => ?)))
        """,
        account.tenant(), account.id(), every.toSeconds())));
  }

  /** Reads the next page: one call. True if there are more. */
  boolean readOn(ConnectedAccount account, int limit) {
    var state = state(account);
    var page = chats.ofAccount(account.id(), limit, state.cursor());
    known.learn(account, page.chats().stream().filter(chat -> !chat.isGroup()).map(this::known).toList());
    var newest = state.cursor() == null ? newest(page) : state.newest();
    boolean more = page.cursor() != null && !reaches(page, state.stopAt());
    store(account, new State(more ? page.cursor() : null, newest, more ? state.stopAt() : later(newest, state.stopAt())), !more);
    return more;
  }

  private KnownChat known(Chat chat) {
    var names = Stream.of(chat.publicIdentifier(), chat.attendee()).filter(Objects::nonNull).toList();
    var who = new ChatPerson(truth.aliases(names), List.of(), chat.name());
    var person = chat.attendee() == null ? chat.idAtProvider() : chat.attendee();
    return new KnownChat(chat.id(), chat.idAtProvider(), false, 0, chat.name(), List.of(new KnownChat.Member(person, who, who.name() != null)));
  }

  private static boolean reaches(Chat.Page page, @Nullable Instant stopAt) {
    return stopAt != null && page.chats().stream().map(Chat::lastActive).anyMatch(at -> at != null && at.isBefore(stopAt.minus(OVERLAP)));
  }

  private static @Nullable Instant newest(Chat.Page page) {
    return page.chats().stream().map(Chat::lastActive).filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  private State state(ConnectedAccount account) {
    return database.asWorker(db -> db.resultQuery(
            "select cursor, newest, stop_at from chat_scans where tenant = ? and account = ?", account.tenant(), account.id())
        .fetchOptional(row -> new State(
            row.get(0, String.class), instant(row.get(1, OffsetDateTime.class)), instant(row.get(2, OffsetDateTime.class))))
        .orElse(new State(null, null, null)));
  }

  private void store(ConnectedAccount account, State state, boolean complete) {
    database.runAsWorker(db -> db.execute(
        """
        insert into chat_scans (tenant, account, cursor, newest, stop_at, completed_at)
        select tenant, account, ?, ?::timestamptz, ?::timestamptz, case when ? then clock_timestamp() end
        from connections where tenant = ? and account = ?
        on conflict (tenant, account) do update set cursor = excluded.cursor, newest = excluded.newest, stop_at = excluded.stop_at,
          completed_at = coalesce(excluded.completed_at, chat_scans.completed_at)
        """,
        state.cursor(), offset(state.newest()), offset(state.stopAt()), complete, account.tenant(), account.id()));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
