package io.tributary.participants.intake;

import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Which of a batch's identities are the tenant's own. */
record OwnSides(Set<TenantIdentity> own) {

  private static final String FIND = """
      select distinct tenant, kind, value
      from own_identities o join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value) using (tenant, kind, value)""";

  static OwnSides among(DSLContext db, List<Observed> observed) {
    var identities = observed.stream().flatMap(Observed::identities).collect(Collectors.toCollection(TreeSet::new));
    var columns = Columns.of(identities)
        .text(TenantIdentity::tenant)
        .text(identity -> identity.identity().kind())
        .text(identity -> identity.identity().value())
        .bindings();
    return new OwnSides(db.fetch(FIND, columns).stream()
        .map(row -> new TenantIdentity(row.get(0, String.class), new Identity(row.get(1, String.class), row.get(2, String.class))))
        .collect(Collectors.toSet()));
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
    return person.aliases().stream().anyMatch(alias -> own.contains(new TenantIdentity(message.tenant(), alias)));
  }
}
