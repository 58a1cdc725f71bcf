package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Person;
import io.tributary.participants.intake.StoredParticipants.Alias;
import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Stores who takes part: one participant an identity and channel. Aliases that one observation names together belong to one participant; where they lead
 * to several stored ones, these are joined, and the oldest survives.
 */
final class StoreParticipants {

  private static final String NEW_IDS = "select nextval(pg_get_serial_sequence('participants', 'id')) from generate_series(1, ?)";

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

  private record Having(String tenant, long id, Identity identity) {}

  private record Named(String tenant, long id, String words) {}

  private final DSLContext db;

  StoreParticipants(DSLContext db) {
    this.db = db;
  }

  /**
   * @param alone the identities that no other transaction holds
   * @throws CannotAcquireLockException if somebody was let go who was known when the identities were locked; the caller may try again
   */
  StoredParticipants store(List<Observed> observed, Set<TenantIdentity> alone) {
    var groups = AliasGroups.read(db, observed);
    if (!groups.unsettled().map(Alias::identity).allMatch(alone::contains)) {
      throw new CannotAcquireLockException("A participant was let go while others stored what they take part in. Try again.");
    }
    var survivors = new Survivors();
    groups.all().forEach(group -> survivors.same(group.getFirst().tenant(), groups.participants(group)));
    var changed = new TreeSet<>(new JoinParticipants(db).join(survivors.merges()));
    var participants = participantsOf(groups, survivors.byId());

    new WriteParticipants(db).fresh(observed, participants);
    // What was evidence and is an alias now has no new identity, and proves more.
    var newAliases = new TreeSet<>(participants.byAlias().keySet());
    newAliases.removeAll(groups.stored().keySet());
    changed.addAll(written(WRITE_ALIASES, Columns.of(newAliases)
        .text(Alias::tenant).text(Alias::channel).text(Alias::kind).text(Alias::value).number(participants.byAlias()::get)));
    changed.addAll(written(WRITE_EVIDENCE, columns(having(observed, participants, Person::evidence))));
    changed.addAll(written(WRITE_IDENTITIES, columns(having(observed, participants, Person::identities))));
    changed.addAll(written(WRITE_NAMES, names(observed, participants)));
    return participants.ofWhom(changed);
  }

  private List<ParticipantKey> written(String statement, Columns<?> rows) {
    return rows.isEmpty()
        ? List.of()
        : db.fetch(statement, rows.bindings()).map(row -> new ParticipantKey(row.get(0, String.class), row.get(1, Long.class)));
  }

  /** Of each alias the oldest stored participant that its group leads to, or a new one. */
  private StoredParticipants participantsOf(AliasGroups groups, Map<Long, Long> survivors) {
    var byAlias = new HashMap<Alias, Long>();
    var fresh = new ArrayList<List<Alias>>();
    for (var group : groups.all()) {
      groups.participants(group).stream().findFirst().map(survivors::get)
          .ifPresentOrElse(id -> group.forEach(alias -> byAlias.put(alias, id)), () -> fresh.add(group));
    }
    var newIds = fresh.isEmpty() ? List.<Long>of() : db.fetch(NEW_IDS, fresh.size()).getValues(0, Long.class);
    for (int i = 0; i < fresh.size(); i++) {
      var id = newIds.get(i);
      fresh.get(i).forEach(alias -> byAlias.put(alias, id));
    }
    return new StoredParticipants(byAlias, Set.copyOf(newIds), Set.of());
  }

  private static Set<Having> having(
      List<Observed> observed, StoredParticipants participants, Function<Person, List<Identity>> which) {
    var having = new TreeSet<>(Comparator.comparing(Having::tenant).thenComparing(Having::id).thenComparing(Having::identity));
    for (var message : observed) {
      for (var person : message.people()) {
        var id = participants.of(message, person);
        which.apply(person).forEach(identity -> having.add(new Having(message.tenant(), id, identity)));
      }
    }
    return having;
  }

  private static Columns<Named> names(List<Observed> observed, StoredParticipants participants) {
    var named = new TreeSet<>(Comparator.comparing(Named::tenant).thenComparing(Named::id).thenComparing(Named::words));
    for (var message : observed) {
      for (var person : message.people()) {
        var words = NameWords.of(person.displayName());
        if (!words.isEmpty()) {
          named.add(new Named(message.tenant(), participants.of(message, person), String.join(" ", words)));
        }
      }
    }
    return Columns.of(named).text(Named::tenant).number(Named::id).text(Named::words);
  }

  private static Columns<Having> columns(Set<Having> having) {
    return Columns.of(having)
        .text(Having::tenant).number(Having::id).text(one -> one.identity().kind()).text(one -> one.identity().value());
  }
}
