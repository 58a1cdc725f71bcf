package io.tributary.participants.privacy;

import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.participants.known.IdentitiesOf;
import io.tributary.participants.resolve.Identity;
import io.tributary.service.web.Problem;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is about: one of the four.
 *
 * @param recordId everybody linked to that record
 * @param email everybody who was seen under that address, on any channel
 * @param phone likewise, with its country code
 */
public record Whom(@Nullable Long recordId, @Nullable Long participantId, @Nullable String email, @Nullable String phone) {

  private static final String BY_RECORD = "select participant_id from participant_links where tenant = ? and record_id = ?";
  private static final String BY_ID = "select id from participants where tenant = ? and id = ? and erased_at is null";
  private static final String BY_IDENTITY = """
      select participant_id from participant_aliases where tenant = ? and kind = ? and value = any(?::text[])
      union
      select participant_id from participant_evidence where tenant = ? and kind = ? and value = any(?::text[])""";

  /** With those that were joined into them. */
  private static final String FAMILY = """
      select p.id from participants p
      where p.tenant = ? and p.erased_at is null
        and coalesce(p.merged_into, p.id) in (select coalesce(merged_into, id) from participants where tenant = ? and id = any(?::bigint[]))
      order by p.id""";

  List<Long> participants(DSLContext db, String tenant) {
    var found = found(db, tenant);
    return found.isEmpty() ? found : db.fetch(FAMILY, tenant, tenant, found.toArray(Long[]::new)).getValues(0, Long.class);
  }

  private List<Long> found(DSLContext db, String tenant) {
    if (recordId != null) {
      return db.fetch(BY_RECORD, tenant, recordId).getValues(0, Long.class);
    }
    if (participantId != null) {
      return db.fetch(BY_ID, tenant, participantId).getValues(0, Long.class);
    }
    return byIdentity(db, tenant, identity().orElseThrow(() ->
        Problem.invalid("Say whom it is about: record_id, participant_id, email or phone.")));
  }

  /**
   * What the request itself names them by; empty where it names a record or a participant.
   *
   * @throws Problem 422 if it is no address, or no number with its country code
   */
  Optional<Identity> identity() {
    if (email != null) {
      return Optional.of(IdentitiesOf.itself(
          EmailAddresses.identify(email).found().orElseThrow(() -> Problem.invalid("email", "is no address"))));
    }
    return Optional.ofNullable(phone).map(number -> IdentitiesOf.itself(
        PhoneNumbers.identify(number, null).found().orElseThrow(() -> Problem.invalid("phone", "is no number with its country code"))));
  }

  private static List<Long> byIdentity(DSLContext db, String tenant, Identity identity) {
    var kind = identity.kind();
    var forms = IdentitiesOf.formsOf(identity).stream().map(Identity::value).toArray(String[]::new);
    return db.fetch(BY_IDENTITY, tenant, kind, forms, tenant, kind, forms).getValues(0, Long.class);
  }
}
