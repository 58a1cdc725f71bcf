package io.tributary.participants.intake;

import static java.util.stream.Collectors.toCollection;

import io.tributary.participants.known.ErasedIdentities;
import io.tributary.participants.known.LockIdentities;
import io.tributary.participants.known.TenantIdentity;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * Leaves out what people take part in who were erased: it is not stored, however it comes back. Called once the identities are locked, so that an
 * erasure is either seen or waits; the rows by which erased ones were locked go again.
 */
final class WithoutErased {

  static List<Observed> of(DSLContext db, List<Observed> observed) {
    var erased = new ErasedIdentities(db).among(observed.stream().flatMap(WithoutErased::ofPeople).collect(toCollection(TreeSet::new)));
    LockIdentities.forget(db, erased);
    return erased.isEmpty() ? observed : observed.stream().filter(message -> ofPeople(message).noneMatch(erased::contains)).toList();
  }

  private static Stream<TenantIdentity> ofPeople(Observed message) {
    return message.people().stream()
        .flatMap(person -> Stream.concat(person.aliases().stream(), person.evidence().stream()))
        .map(identity -> new TenantIdentity(message.tenant(), identity));
  }

  private WithoutErased() {}
}
