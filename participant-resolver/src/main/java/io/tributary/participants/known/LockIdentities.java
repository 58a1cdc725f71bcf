package io.tributary.participants.known;

import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Locks identities to the end of the transaction, in order. Both paths do this before they read the other side: without it, a transaction that
 * stores a participant and one that stores a record holding the same address could each miss the other, and nobody would link them.
 */
public final class LockIdentities {

  /** Whoever makes one holds it. Most are there already, and trying to insert one costs more than looking. */
  private static final String MAKE = """
      insert into identities (tenant, kind, value)
      select * from unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value)
      where not exists (select from identities i where i.tenant = x.tenant and i.kind = x.kind and i.value = x.value offset 0)
      on conflict do nothing
      returning tenant, kind, value""";

  /** One by one in order, each as it is asked for: a pass for those held alone and one for the others would lock in two orders, and deadlock. */
  private static final String LOCK = """
      select count(*)
      from (select * from unnest(?::text[], ?::text[], ?::text[], ?::boolean[]) as x (tenant, kind, value, alone) order by 1, 2, 3) x
      left join lateral (
        select true as held from identities i
        where x.alone and i.tenant = x.tenant and i.kind = x.kind and i.value = x.value for update) alone on true
      left join lateral (
        select true as held from identities i
        where not x.alone and i.tenant = x.tenant and i.kind = x.kind and i.value = x.value for share) shared on true
      where alone.held or shared.held""";

  private static final int ROUNDS = 20;

  private static final String LET_GO = """
      delete from identities i using unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value)
      where i.tenant = x.tenant and i.kind = x.kind and i.value = x.value""";

  /**
   * Waits for others that hold one of them.
   *
   * @throws CannotAcquireLockException if rows that it waited for were let go each time; the caller may try again
   */
  public static void lock(DSLContext db, Collection<TenantIdentity> identities) {
    lock(db, identities, _ -> true);
  }

  /**
   * Waits for others that hold one of them, or hold one alone.
   *
   * @param alone the others are held together with whoever does not want them alone: nobody can have them alone meanwhile
   * @throws CannotAcquireLockException if rows that it waited for were let go each time; the caller may try again
   */
  public static void lock(DSLContext db, Collection<TenantIdentity> identities, Set<TenantIdentity> alone) {
    lock(db, identities, alone::contains);
  }

  private static void lock(DSLContext db, Collection<TenantIdentity> identities, Predicate<TenantIdentity> alone) {
    if (!identities.isEmpty()) {
      lockAll(db, withDomainsAbove(identities), alone);
    }
  }

  /** Again where fewer were locked: whoever waited for a row that an erasure let go meanwhile holds nothing by it. */
  private static void lockAll(DSLContext db, TreeSet<TenantIdentity> identities, Predicate<TenantIdentity> alone) {
    var missing = new TreeSet<>(identities);
    for (int round = 0; round < ROUNDS; round++) {
      db.fetch(MAKE, columns(missing).bindings()).forEach(made -> missing.remove(new TenantIdentity(
          made.get(0, String.class), new Identity(made.get(1, String.class), made.get(2, String.class)))));
      if (missing.isEmpty() || db.fetchSingle(LOCK, columns(missing).bool(alone::test).bindings()).get(0, Integer.class) == missing.size()) {
        return;
      }
    }
    throw new CannotAcquireLockException("Identities were let go each of the " + ROUNDS + " times they were to be locked. Try again.");
  }

  /** {@link #lock} for identities that are to be forgotten: with the weaker forms under which their people are locked too. */
  public static void lockToForget(DSLContext db, Collection<TenantIdentity> identities) {
    lock(db, withWeaker(identities));
  }

  /** Lets go the very rows, since they name whom they are about. Whoever waits for one makes it anew. */
  public static void forget(DSLContext db, Collection<TenantIdentity> identities) {
    if (!identities.isEmpty()) {
      db.execute(LET_GO, columns(withWeaker(identities)).bindings());
    }
  }

  private static Columns<TenantIdentity> columns(Collection<TenantIdentity> identities) {
    return Columns.of(identities)
        .text(TenantIdentity::tenant)
        .text(identity -> identity.identity().kind())
        .text(identity -> identity.identity().value());
  }

  private static TreeSet<TenantIdentity> withWeaker(Collection<TenantIdentity> identities) {
    var all = new TreeSet<TenantIdentity>();
    identities.forEach(identity -> IdentitiesOf.itselfAndWeaker(identity.identity()).forEach(one -> all.add(new TenantIdentity(identity.tenant(), one))));
    return all;
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
