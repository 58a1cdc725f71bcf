package io.tributary.participants.intake;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.tributary.participants.intake.StoredParticipants.Alias;
import io.tributary.participants.known.LockIdentities;
import io.tributary.participants.known.TenantIdentity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;

/**
 * Locks the identities of a batch. Where a person is stored already under all that the batch calls them, others may store what they say at the same
 * time: a tenant's own address is in every mail, and batches would else go one by one. Who is new, or turns out to be the same as somebody or a
 * mailing list, is held alone.
 */
final class LockPeople {

  /** PostgreSQL lets those who share a row pass whoever waits to have it alone. At a turn that shares nothing they wait behind, so it is had in the end. */
  private static final int TURN = 16;

  private final AtomicInteger batches = new AtomicInteger();

  /** @return the identities that are held alone */
  Set<TenantIdentity> lock(DSLContext db, List<Observed> arrived) {
    var all = arrived.stream().flatMap(Observed::identities).collect(toCollection(TreeSet::new));
    if (batches.getAndIncrement() % TURN == 0) {
      LockIdentities.lock(db, all);
      return all;
    }
    var alone = AliasGroups.read(db, arrived).unsettled().map(Alias::identity).collect(toSet());
    alone.addAll(new LearnListAddresses(db).unknown(arrived));
    LockIdentities.lock(db, all, alone);
    return alone;
  }
}
