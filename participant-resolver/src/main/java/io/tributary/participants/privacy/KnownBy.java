package io.tributary.participants.privacy;

import static java.util.stream.Collectors.toCollection;

import io.tributary.participants.known.IdentitiesOf;
import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import io.tributary.service.web.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * All that somebody is known by, numbers in each form they are kept in. Addresses and numbers of connected accounts are not among it: what these read
 * goes on being stored.
 *
 * @param named what the request itself names; empty where it names a record or a participant
 */
record KnownBy(TreeSet<TenantIdentity> identities, Whom whom, List<Identity> named) {

  /** Whether several records hold the identity of that row, or a company's does. What was merged counts as its survivor. */
  private static final String SHARED = """
      (select count(distinct coalesce(holder.survivor_id, holder.record_id)) > 1 or coalesce(bool_or(holder.company), false)
      from record_identities o join records holder on holder.tenant = o.tenant and holder.record_id = o.record_id
      where o.tenant = %1$s.tenant and o.kind = %1$s.kind and o.value = %1$s.value)""";

  /**
   * What the participants were seen under and what the request names, whoever holds it; of what others tell of them, and of what a record of a person
   * holds, that alone which is not shared: a switchboard's number is not one person's.
   */
  private static final String FIND = """
      select kind, value from (
        select kind, value from participant_aliases where tenant = ? and participant_id = any(?::bigint[])
        union
        select kind, value from participant_evidence e where tenant = ? and participant_id = any(?::bigint[]) and not %s
        union
        select h.kind, h.value from record_identities h join records r on r.tenant = h.tenant and r.record_id = h.record_id
        where h.tenant = ? and h.record_id = ?::bigint and not r.company and h.requires = '{}' and h.kind not in ('%s', '%s') and not %s
        union
        select ?::text, ?::text) k
      where kind is not null""".formatted(SHARED.formatted("e"), Identity.DOMAIN, Identity.WEAK, SHARED.formatted("h"));

  private static final String OWN = """
      select o.kind, o.value
      from own_identities o join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value) using (tenant, kind, value)""";

  private static final String RECORDS = """
      select distinct h.record_id
      from record_identities h join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value) using (tenant, kind, value)
      where h.record_id = ?::bigint or (h.kind = ? and h.value = any(?::text[])) or not %s
      order by h.record_id""".formatted(SHARED.formatted("h"));

  /**
   * @param participants who were found
   * @throws Problem 409 if the request names an address or a number of a connected account
   */
  static KnownBy of(DSLContext db, String tenant, Whom whom, Long[] participants) {
    var asked = whom.identity();
    var named = asked.map(IdentitiesOf::formsOf).orElse(List.of());
    var found = db.fetch(FIND, tenant, participants, tenant, participants, tenant, whom.recordId(),
            asked.map(Identity::kind).orElse(null), asked.map(Identity::value).orElse(null))
        .map(row -> IdentitiesOf.formsOf(new Identity(row.get(0, String.class), row.get(1, String.class))));
    var own = own(db, tenant, found.stream().flatMap(List::stream).toList());
    if (!Collections.disjoint(named, own)) {
      throw Problem.conflict("That is a connected account's own: nothing it reads would be stored any more. Disconnect the account first.");
    }
    return new KnownBy(
        found.stream().filter(forms -> Collections.disjoint(forms, own)).flatMap(List::stream)
            .map(identity -> new TenantIdentity(tenant, identity)).collect(toCollection(TreeSet::new)),
        whom, named);
  }

  private static Set<Identity> own(DSLContext db, String tenant, Collection<Identity> found) {
    return new HashSet<>(db.fetch(OWN, columns(found.stream().map(identity -> new TenantIdentity(tenant, identity)).toList()))
        .map(row -> new Identity(row.get(0, String.class), row.get(1, String.class))));
  }

  /** Those that hold one of them: the one that is named, and others by what is not shared, unless the request names it. */
  List<Long> records(DSLContext db) {
    if (identities.isEmpty()) {
      return List.of();
    }
    var columns = columns();
    return db.fetch(RECORDS, columns[0], columns[1], columns[2], whom.recordId(), named.isEmpty() ? null : named.getFirst().kind(),
        named.stream().map(Identity::value).toArray(String[]::new)).getValues(0, Long.class);
  }

  /** Tenants, kinds and values. */
  Object[] columns() {
    return columns(identities);
  }

  private static Object[] columns(Collection<TenantIdentity> identities) {
    return Columns.of(identities)
        .text(TenantIdentity::tenant).text(one -> one.identity().kind()).text(one -> one.identity().value()).bindings();
  }
}
