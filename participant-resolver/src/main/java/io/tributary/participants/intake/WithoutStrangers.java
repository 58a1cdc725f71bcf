package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Leaves out what a webhook told of people whom no record holds, in conversations that are not stored: should a record ever hold one of
 * them soon it is taken in, later its first sync fetches it. What a sync or a poll fetched is always stored, and so is everything of a tenant that wants it. Called
 * once the identities are locked, so that a record that takes one is either seen or syncs later.
 */
final class WithoutStrangers {

  private static final String KEEPING = """
      select tenant from tenant_settings where keep_strangers and tenant = any(?::text[])""";

  private static final String HELD = """
      select distinct x.tenant, x.channel, x.external_id
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as x (tenant, channel, external_id, kind, value)
      join record_identities i on i.tenant = x.tenant and i.kind = x.kind and i.value = x.value""";

  private static final String TALKED_OF = """
      select distinct x.tenant, x.channel, x.external_id
      from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as x (tenant, channel, external_id, ref)
      join conversation_refs r on r.tenant = x.tenant and r.ref = x.ref and r.conversation_id is not null""";

  private record Named(Key message, Identity identity) {}

  private record Ref(Key message, String ref) {

    String inTenant() {
      return message.tenant() + '|' + ref;
    }
  }

  private final DSLContext db;

  private WithoutStrangers(DSLContext db) {
    this.db = db;
  }

  static List<Observed> of(DSLContext db, List<Observed> observed) {
    var told = observed.stream().filter(Observed::isTold).toList();
    if (told.isEmpty()) {
      return observed;
    }
    var concerned = new WithoutStrangers(db).concerned(observed, told);
    return observed.stream().filter(message -> concerned.contains(message.key())).toList();
  }

  private Set<Key> concerned(List<Observed> observed, List<Observed> told) {
    var keeping = db.fetch(KEEPING, (Object) told.stream().map(Observed::tenant).distinct().toArray(String[]::new)).intoSet(0, String.class);
    var concerned = observed.stream().filter(message -> !message.isTold() || keeping.contains(message.tenant())).map(Observed::key)
        .collect(Collectors.toCollection(HashSet::new));
    concerned.addAll(held(told));
    concerned.addAll(talkedOf(told));
    addWhatTheyOpen(concerned, observed);
    return concerned;
  }

  private Collection<Key> held(List<Observed> told) {
    var named = told.stream().flatMap(message -> message.people().stream()
        .flatMap(person -> Stream.concat(person.identities().stream(), person.evidence().stream())).distinct()
        .map(identity -> new Named(message.key(), identity))).toList();
    return keys(HELD, Columns.of(named).text(it -> it.message().tenant()).text(it -> it.message().channel()).text(it -> it.message().externalId())
        .text(it -> it.identity().kind()).text(it -> it.identity().value()));
  }

  private Collection<Key> talkedOf(List<Observed> told) {
    var refs = told.stream().flatMap(WithoutStrangers::refsOf).toList();
    return keys(TALKED_OF, Columns.of(refs).text(it -> it.message().tenant()).text(it -> it.message().channel()).text(it -> it.message().externalId())
        .text(Ref::ref));
  }

  /** A batch may tell of a conversation that one of its own messages opens: each round lets in what hangs on the one before. */
  private static void addWhatTheyOpen(Set<Key> concerned, List<Observed> observed) {
    var open = new HashSet<String>();
    boolean grown;
    do {
      observed.stream().filter(message -> concerned.contains(message.key())).flatMap(WithoutStrangers::refsOf).map(Ref::inTenant).forEach(open::add);
      grown = concerned.addAll(observed.stream().flatMap(WithoutStrangers::refsOf).filter(ref -> open.contains(ref.inTenant())).map(Ref::message).toList());
    } while (grown);
  }

  private static Stream<Ref> refsOf(Observed message) {
    return message.refs().stream().map(ref -> new Ref(message.key(), ref));
  }

  private Collection<Key> keys(String query, Columns<?> rows) {
    return db.fetch(query, rows.bindings()).map(WithoutStrangers::key);
  }

  private static Key key(Record row) {
    return new Key(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class));
  }
}
