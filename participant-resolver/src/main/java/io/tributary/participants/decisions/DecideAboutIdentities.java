package io.tributary.participants.decisions;

import static java.util.stream.Collectors.toCollection;

import io.tributary.participants.known.LockIdentities;
import io.tributary.participants.known.MeetingParticipants;
import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.resolve.Identity;
import io.tributary.service.web.Caller;
import java.util.Collection;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Changes what holds for identities, whoever shows them, and decides all participants anew that do, in the same transaction: also those seen long ago,
 * and none that is just being stored is missed.
 */
final class DecideAboutIdentities {

  /** @param change what is written about the identities @return how many participants show one of them, or an address below a domain of them */
  static int decide(DSLContext db, Caller caller, Collection<Identity> identities, Runnable change) {
    var locked = identities.stream().map(identity -> new TenantIdentity(caller.tenant().id(), identity)).collect(toCollection(TreeSet::new));
    LockIdentities.lock(db, locked);
    change.run();
    var meeting = new MeetingParticipants(db);
    var participants = new TreeSet<>(meeting.of(locked));
    participants.addAll(meeting.below(locked.stream().filter(each -> each.identity().kind().equals(Identity.DOMAIN)).toList()));
    DecideLinks.of(db, participants, caller.subject());
    return participants.size();
  }

  private DecideAboutIdentities() {}
}
