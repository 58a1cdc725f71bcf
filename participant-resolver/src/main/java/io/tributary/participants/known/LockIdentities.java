package io.tributary.participants.known;

import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Locks identities to the end of the transaction, in order. Both paths do this before they read the other side: without it, a transaction that
 * stores a participant and one that stores a record holding the same address could each miss the other, and nobody would link them.
 */
public final class LockIdentities {

  private static final String MAKE = """
      insert into identities (tenant, kind, value)
      select * from unnest(?::text[], ?::text[], ?::text[])
      on conflict do nothing""";

  private static final String LOCK = """
      select from identities i
      join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value) using (tenant, kind, value)
      order by i.tenant, i.kind, i.value
      for update of i""";

  /** Waits for others that hold one of them. */
  public static void lock(DSLContext db, Collection<TenantIdentity> identities) {
    if (!identities.isEmpty()) {
      var columns = Columns.of(withDomainsAbove(identities))
          .text(TenantIdentity::tenant)
          .text(identity -> identity.identity().kind())
          .text(identity -> identity.identity().value())
          .bindings();
      db.execute(MAKE, columns);
      db.execute(LOCK, columns);
    }
  }

  /** Whoever blocks a domain decides about those below it. */
  private static TreeSet<TenantIdentity> withDomainsAbove(Collection<TenantIdentity> identities) {
    var all = new TreeSet<>(identities);
    identities.stream().filter(identity -> identity.identity().kind().equals(Identity.DOMAIN)).forEach(identity ->
        IdentitiesOf.above(identity.identity()).forEach(above -> all.add(new TenantIdentity(identity.tenant(), above))));
    return all;
  }

  private LockIdentities() {}
}
