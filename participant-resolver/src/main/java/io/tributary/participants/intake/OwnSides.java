package io.tributary.participants.intake;

import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Which of a batch's identities are the tenant's own, and so in which direction its messages went. */
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

  /** INBOUND, OUTBOUND, or INTERNAL where nobody else takes part. */
  String direction(Observed message) {
    var fromOwn = message.outbound() || message.sender().filter(sender -> isOwn(message, sender)).isPresent();
    if (!fromOwn) {
      return "INBOUND";
    }
    var others = message.people().stream().filter(person -> !person.role().equals("FROM")).toList();
    return !others.isEmpty() && others.stream().allMatch(person -> isOwn(message, person)) ? "INTERNAL" : "OUTBOUND";
  }

  private boolean isOwn(Observed message, Observed.Person person) {
    return person.aliases().stream().anyMatch(alias -> own.contains(new TenantIdentity(message.tenant(), alias)));
  }
}
