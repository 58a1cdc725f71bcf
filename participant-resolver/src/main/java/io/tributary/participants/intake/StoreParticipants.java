package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Person;
import io.tributary.participants.intake.StoredParticipants.Alias;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Stores who takes part: one participant an identity and channel. Aliases that one observation names together belong to one participant; where they lead
 * to several stored ones, these are joined, and the oldest survives.
 */
final class StoreParticipants {

  private static final String FIND = """
      select a.tenant, a.channel, a.kind, a.value, a.participant_id
      from participant_aliases a
      join unnest(?::text[], ?::text[], ?::text[], ?::text[]) as x (tenant, channel, kind, value) using (tenant, channel, kind, value)""";

  private static final String NEW_IDS = "select nextval(pg_get_serial_sequence('participants', 'id')) from generate_series(1, ?)";

  private static final String WRITE = """
      insert into participants (tenant, id, channel, display_name, handle, first_seen_at, last_seen_at)
      select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[]::timestamptz[], ?::text[]::timestamptz[])
      on conflict (tenant, id) do update set
        display_name = coalesce(participants.display_name, excluded.display_name),
        first_seen_at = least(participants.first_seen_at, excluded.first_seen_at),
        last_seen_at = greatest(participants.last_seen_at, excluded.last_seen_at)
      where participants.first_seen_at > excluded.first_seen_at or participants.last_seen_at < excluded.last_seen_at
        or participants.display_name is null and excluded.display_name is not null""";

  private static final String WRITE_ALIASES = """
      insert into participant_aliases (tenant, channel, kind, value, participant_id)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
      on conflict do nothing
      returning tenant, participant_id""";

  private static final String WRITE_EVIDENCE = """
      insert into participant_evidence (tenant, participant_id, kind, value)
      select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[])
      on conflict do nothing
      returning tenant, participant_id""";

  private static final String WRITE_IDENTITIES = """
      insert into participant_identities (tenant, participant_id, kind, value)
      select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[])
      on conflict do nothing
      returning tenant, participant_id""";

  private static final String WRITE_NAMES = """
      insert into participant_names (tenant, participant_id, words)
      select tenant, participant_id, string_to_array(words, ' ')
      from unnest(?::text[], ?::bigint[], ?::text[]) as x (tenant, participant_id, words)
      on conflict do nothing
      returning tenant, participant_id""";

  /** What a batch says of one participant. */
  private record Seen(String tenant, long id, String channel, @Nullable String displayName, String handle, Instant first, Instant last) {

    private Seen and(Seen other) {
      return new Seen(tenant, id, channel, displayName == null ? other.displayName : displayName, handle,
          first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
    }
  }

  private record Having(String tenant, long id, Identity identity) {}

  private record Named(String tenant, long id, String words) {}

  private final DSLContext db;

  StoreParticipants(DSLContext db) {
    this.db = db;
  }

  StoredParticipants store(List<Observed> observed) {
    var groups = new Groups<Alias>();
    observed.forEach(message -> message.people().forEach(person -> groups.together(aliases(message, person))));
    var stored = stored(groups);
    var survivors = new Survivors();
    groups.all().forEach(group -> survivors.same(
        group.getFirst().tenant(), group.stream().map(stored::get).filter(Objects::nonNull).distinct().toList()));
    var changed = new TreeSet<>(new JoinParticipants(db).join(survivors.merges()));
    var byAlias = idsOf(groups, stored, survivors.byId());

    write(observed, byAlias);
    // What was evidence and is an alias now has no new identity, and proves more.
    var fresh = new TreeSet<>(byAlias.keySet());
    fresh.removeAll(stored.keySet());
    changed.addAll(written(WRITE_ALIASES, Columns.of(fresh)
        .text(Alias::tenant).text(Alias::channel).text(Alias::kind).text(Alias::value).number(byAlias::get).bindings()));
    changed.addAll(written(WRITE_EVIDENCE, columns(having(observed, byAlias, Person::evidence))));
    changed.addAll(written(WRITE_IDENTITIES, columns(having(observed, byAlias, Person::identities))));
    changed.addAll(written(WRITE_NAMES, names(observed, byAlias)));
    return new StoredParticipants(byAlias, changed);
  }

  private List<ParticipantKey> written(String statement, Object[] columns) {
    return db.fetch(statement, columns).map(row -> new ParticipantKey(row.get(0, String.class), row.get(1, Long.class)));
  }

  private Map<Alias, Long> stored(Groups<Alias> groups) {
    var stored = new HashMap<Alias, Long>();
    db.fetch(FIND, Columns.of(groups.all().stream().flatMap(List::stream).sorted().toList())
            .text(Alias::tenant).text(Alias::channel).text(Alias::kind).text(Alias::value).bindings())
        .forEach(row -> stored.put(
            new Alias(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class), row.get(3, String.class)),
            row.get(4, Long.class)));
    return stored;
  }

  /** By alias: the oldest stored participant that its group leads to, or a new one. */
  private Map<Alias, Long> idsOf(Groups<Alias> groups, Map<Alias, Long> stored, Map<Long, Long> survivors) {
    var ids = new HashMap<Alias, Long>();
    var fresh = new ArrayList<List<Alias>>();
    for (var group : groups.all()) {
      var found = group.stream().map(stored::get).filter(Objects::nonNull).findFirst().map(survivors::get);
      found.ifPresentOrElse(id -> group.forEach(alias -> ids.put(alias, id)), () -> fresh.add(group));
    }
    var newIds = db.fetch(NEW_IDS, fresh.size()).getValues(0, Long.class);
    for (int i = 0; i < fresh.size(); i++) {
      var id = newIds.get(i);
      fresh.get(i).forEach(alias -> ids.put(alias, id));
    }
    return ids;
  }

  private void write(List<Observed> observed, Map<Alias, Long> byAlias) {
    var seen = new LinkedHashMap<ParticipantKey, Seen>();
    for (var message : observed) {
      for (var person : message.people()) {
        var id = Objects.requireNonNull(byAlias.get(aliases(message, person).getFirst()));
        seen.merge(new ParticipantKey(message.tenant(), id), new Seen(message.tenant(), id, message.key().channel(), person.displayName(),
            person.handle(), message.sentAt(), message.sentAt()), Seen::and);
      }
    }
    db.execute(WRITE, Columns.of(seen.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).toList())
        .text(Seen::tenant).number(Seen::id).text(Seen::channel).text(Seen::displayName).text(Seen::handle).time(Seen::first).time(Seen::last)
        .bindings());
  }

  private static Set<Having> having(
      List<Observed> observed, Map<Alias, Long> byAlias, Function<Person, List<Identity>> which) {
    var having = new TreeSet<>(Comparator.comparing(Having::tenant).thenComparing(Having::id).thenComparing(Having::identity));
    for (var message : observed) {
      for (var person : message.people()) {
        var id = Objects.requireNonNull(byAlias.get(aliases(message, person).getFirst()));
        which.apply(person).forEach(identity -> having.add(new Having(message.tenant(), id, identity)));
      }
    }
    return having;
  }

  private static Object[] names(List<Observed> observed, Map<Alias, Long> byAlias) {
    var named = new TreeSet<>(Comparator.comparing(Named::tenant).thenComparing(Named::id).thenComparing(Named::words));
    for (var message : observed) {
      for (var person : message.people()) {
        var words = NameWords.of(person.displayName());
        if (!words.isEmpty()) {
          var id = Objects.requireNonNull(byAlias.get(aliases(message, person).getFirst()));
          named.add(new Named(message.tenant(), id, String.join(" ", words)));
        }
      }
    }
    return Columns.of(named).text(Named::tenant).number(Named::id).text(Named::words).bindings();
  }

  private static Object[] columns(Set<Having> having) {
    return Columns.of(having)
        .text(Having::tenant).number(Having::id).text(one -> one.identity().kind()).text(one -> one.identity().value()).bindings();
  }

  private static List<Alias> aliases(Observed message, Person person) {
    return person.aliases().stream()
        .map(alias -> new Alias(message.tenant(), message.key().channel(), alias.kind(), alias.value()))
        .toList();
  }
}
