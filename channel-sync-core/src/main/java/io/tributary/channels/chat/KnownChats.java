package io.tributary.channels.chat;

import io.tributary.channels.ConnectedAccount;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.KeptIdentifiers;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/**
 * Chats that an account is known to have, with their people: learnt from what the provider was asked, from webhooks and from scans. It finds
 * chats that the provider does not find by their people, and spares asking twice who somebody is.
 */
public final class KnownChats {

  /** More than one person has with one account. */
  private static final int MOST_CHATS = 500;

  private static final String FIND = """
      with matched as (
        select distinct tenant, account, chat, person
        from chat_people join unnest(?::text[], ?::text[]) as x (kind, alias) using (kind, alias)
        where tenant = ? and account = ?
        limit %d)
      select c.chat, c.provider_id, c.is_group, c.size, c.name, p.person, p.kind, p.alias, p.name as person_name
      from matched m
      join known_chats c using (tenant, account, chat)
      join chat_people p using (tenant, account, chat, person)
      order by c.chat, p.person, p.kind, p.alias""".formatted(MOST_CHATS);

  private static final String READ = """
      select c.chat, c.provider_id, c.is_group, c.size, c.name, p.person, p.kind, p.alias, p.name as person_name
      from known_chats c join chat_people p using (tenant, account, chat)
      where c.tenant = ? and c.account = ? and c.chat = any(?::text[])
      order by c.chat, p.person, p.kind, p.alias""";

  private static final String LEARN_CHATS = """
      insert into known_chats (tenant, account, chat, provider_id, is_group, size, name)
      select c.tenant, c.account, x.*
      from unnest(?::text[], ?::text[], ?::boolean[], ?::integer[], ?::text[]) as x (chat, provider_id, is_group, size, name)
      join connections c on c.tenant = ? and c.account = ?
      on conflict (tenant, account, chat) do update set
        size = greatest(known_chats.size, excluded.size), name = coalesce(excluded.name, known_chats.name), learnt_at = clock_timestamp()""";

  private static final String LEARN_PEOPLE = """
      insert into chat_people (tenant, account, chat, person, kind, alias, name)
      select c.tenant, c.account, x.*
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as x (chat, person, kind, alias, name)
      join known_chats c on c.tenant = ? and c.account = ? and c.chat = x.chat
      on conflict (tenant, account, chat, person, kind, alias) do update set name = excluded.name
      where excluded.name is not null and excluded.name is distinct from chat_people.name""";

  private record Row(String chat, String person, String kind, String alias, @Nullable String name) {}

  private final Database database;

  public KnownChats(Database database) {
    this.database = database;
  }

  /** The account's chats with somebody who is known by one of the aliases; of a group only who was looked for. */
  public List<KnownChat> with(ConnectedAccount account, Collection<Identifier> aliases) {
    if (aliases.isEmpty()) {
      return List.of();
    }
    var kinds = aliases.stream().map(alias -> alias.getKind().name()).toArray(String[]::new);
    var values = aliases.stream().map(Identifier::getCanonical).toArray(String[]::new);
    return database.asWorker(db -> chats(db.fetch(FIND, kinds, values, account.tenant(), account.id())));
  }

  /** Those of the chats that are known, with all who are known to be in them. */
  public List<KnownChat> these(ConnectedAccount account, Collection<String> chats) {
    return chats.isEmpty()
        ? List.of()
        : database.asWorker(db -> chats(db.fetch(READ, account.tenant(), account.id(), chats.toArray(String[]::new))));
  }

  /** True if who is in the chat was learnt within that time. */
  boolean isFresh(ConnectedAccount account, String chat, Duration within) {
    return database.asWorker(db -> Boolean.TRUE.equals(db.fetchValue(
        """
        select exists (
          select from known_chats where tenant = ? and account = ? and chat = ? and learnt_at > clock_timestamp() - make_interval(secs => ?))
        """,
        account.tenant(), account.id(), chat, within.toSeconds())));
  }

  /** Remembers the chats, and adds to what is known of them. Those of an account that is not connected any more are left out. */
  public void learn(ConnectedAccount account, Collection<KnownChat> learnt) {
    var chats = learnt.stream()
        .filter(chat -> chat.people().stream().anyMatch(member -> member.who().isReadable()))
        .sorted(Comparator.comparing(KnownChat::id))
        .toList();
    if (chats.isEmpty()) {
      return;
    }
    var people = chats.stream().flatMap(chat -> rows(chat).stream()).distinct()
        .sorted(Comparator.comparing(Row::chat).thenComparing(Row::person).thenComparing(Row::kind).thenComparing(Row::alias)).toList();
    database.runAsWorker(db -> {
      db.execute(LEARN_CHATS,
          chats.stream().map(KnownChat::id).toArray(String[]::new),
          chats.stream().map(KnownChat::providerId).toArray(String[]::new),
          chats.stream().map(KnownChat::group).toArray(Boolean[]::new),
          chats.stream().map(KnownChat::size).toArray(Integer[]::new),
          chats.stream().map(KnownChat::name).toArray(String[]::new),
          account.tenant(), account.id());
      db.execute(LEARN_PEOPLE,
          people.stream().map(Row::chat).toArray(String[]::new),
          people.stream().map(Row::person).toArray(String[]::new),
          people.stream().map(Row::kind).toArray(String[]::new),
          people.stream().map(Row::alias).toArray(String[]::new),
          people.stream().map(Row::name).toArray(String[]::new),
          account.tenant(), account.id());
    });
  }

  private static List<Row> rows(KnownChat chat) {
    var rows = new ArrayList<Row>();
    chat.people().forEach(member -> member.who().aliases().forEach(alias -> rows.add(
        new Row(chat.id(), member.person(), alias.getKind().name(), alias.getCanonical(), nameOf(member)))));
    return rows;
  }

  /** Empty for somebody without a name of whom the provider told what it knows. */
  private static @Nullable String nameOf(KnownChat.Member member) {
    return member.who().name() == null && member.told() ? "" : member.who().name();
  }

  private static List<KnownChat> chats(Result<Record> rows) {
    Map<String, List<Record>> byChat = new LinkedHashMap<>();
    rows.forEach(row -> byChat.computeIfAbsent(row.get("chat", String.class), _ -> new ArrayList<>()).add(row));
    return byChat.values().stream().map(KnownChats::chat).toList();
  }

  private static KnownChat chat(List<Record> rows) {
    Map<String, List<Record>> byPerson = new LinkedHashMap<>();
    rows.forEach(row -> byPerson.computeIfAbsent(row.get("person", String.class), _ -> new ArrayList<>()).add(row));
    var people = new ArrayList<KnownChat.Member>();
    byPerson.forEach((person, aliases) -> {
      var name = aliases.stream().map(row -> row.get("person_name", String.class)).filter(Objects::nonNull).findFirst().orElse(null);
      var who = new ChatPerson(aliases.stream().map(KnownChats::identifier).toList(), List.of(), name);
      people.add(new KnownChat.Member(person, who, name != null));
    });
    var first = rows.getFirst();
    return new KnownChat(
        first.get("chat", String.class), first.get("provider_id", String.class), first.get("is_group", Boolean.class),
        first.get("size", Integer.class), first.get("name", String.class), people);
  }

  private static Identifier identifier(Record row) {
    return KeptIdentifiers.of(IdentifierKind.valueOf(row.get("kind", String.class)), row.get("alias", String.class));
  }
}
