package io.tributary.participants.known;

import io.tributary.events.IdentifierKind;
import io.tributary.events.RecordState;
import io.tributary.participants.resolve.Identity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An identity that a record holds. @param requires fields of its AND rule that must agree too */
record HeldBy(String tenant, long recordId, Identity identity, String field, List<String> requires) {

  /** What this version cannot match on, a newer one may: to us it holds nothing. */
  private static final Set<IdentifierKind> UNMATCHED = EnumSet.of(IdentifierKind.UNKNOWN, IdentifierKind.SLACK_USER);

  /** False for a record that was deleted. A merged one goes on holding what it held, for its survivor. */
  static boolean holds(RecordState state) {
    return !state.getDeleted() || state.getMergedInto() != null;
  }

  static Stream<HeldBy> of(RecordState state) {
    if (!holds(state)) {
      return Stream.empty();
    }
    var identifiers = state.getIdentifiers().stream()
        .filter(held -> !UNMATCHED.contains(held.getIdentifier().getKind()))
        .flatMap(held -> IdentitiesOf.record(held.getIdentifier()).stream().map(identity -> new HeldBy(state.getTenant(), state.getRecordId(), identity, held.getField(), held.getRequires())));
    var domains = state.getCompanyDomains().stream()
        .map(domain -> new HeldBy(state.getTenant(), state.getRecordId(), IdentitiesOf.domain(domain), "", List.of()));
    return Stream.concat(identifiers, domains);
  }

  TenantIdentity tenantIdentity() {
    return new TenantIdentity(tenant, identity);
  }
}
