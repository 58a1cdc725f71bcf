package io.tributary.participants.intake;

import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Who of a batch is a side of the tenant's own. */
record OwnSides(BiPredicate<Observed, Observed.Person> own) {

  private static final String FIND = """
      select distinct tenant, kind, value
      from own_identities o join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value) using (tenant, kind, value)""";

  private static final String OF_STORED = """
      select x.tenant, x.id from unnest(?::text[], ?::bigint[]) as x (tenant, id)
      where exists (
        select from participant_aliases a join own_identities o on o.tenant = a.tenant and o.kind = a.kind and o.value = a.value
        where a.tenant = x.tenant and a.participant_id = x.id)""";

  /** As far as their messages name them: they are not stored yet. */
  static OwnSides among(DSLContext db, List<Observed> observed) {
    var identities = observed.stream().flatMap(Observed::identities).collect(Collectors.toCollection(TreeSet::new));
    var columns = Columns.of(identities)
        .text(TenantIdentity::tenant)
        .text(identity -> identity.identity().kind())
        .text(identity -> identity.identity().value())
        .bindings();
    var own = db.fetch(FIND, columns).stream()
        .map(row -> new TenantIdentity(row.get(0, String.class), new Identity(row.get(1, String.class), row.get(2, String.class))))
        .collect(Collectors.toSet());
    return new OwnSides((message, person) -> person.aliases().stream().anyMatch(alias -> own.contains(new TenantIdentity(message.tenant(), alias))));
  }

  /** Under any of their aliases, as {@link io.tributary.participants.known.Directions} tells. */
  static OwnSides among(DSLContext db, List<Observed> observed, StoredParticipants participants) {
    var people = new TreeSet<ParticipantKey>();
    observed.forEach(message -> message.people().forEach(person -> people.add(new ParticipantKey(message.tenant(), participants.of(message, person)))));
    var own = db.fetch(OF_STORED, Columns.of(people).text(ParticipantKey::tenant).number(ParticipantKey::id).bindings()).stream()
        .map(row -> new ParticipantKey(row.get(0, String.class), row.get(1, Long.class)))
        .collect(Collectors.toSet());
    return new OwnSides((message, person) -> own.contains(new ParticipantKey(message.tenant(), participants.of(message, person))));
  }

  /** True where the provider says that a side of ours sent it. */
  static boolean outbound(Observed message) {
    return message.outbound() || message.people().stream().anyMatch(person -> person.sends() && person.self());
  }

  /** True where a side of ours sent it. */
  boolean fromOwn(Observed message) {
    return outbound(message) || message.people().stream().anyMatch(person -> person.sends() && isOwn(message, person));
  }

  /** True where somebody was addressed, and all of them are ours. */
  boolean toOwn(Observed message) {
    var addressed = message.people().stream().filter(person -> !person.sends()).toList();
    return !addressed.isEmpty() && addressed.stream().allMatch(person -> isOwn(message, person));
  }

  private boolean isOwn(Observed message, Observed.Person person) {
    return own.test(message, person);
  }
}
