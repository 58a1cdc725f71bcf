package io.tributary.participants.intake;

import io.tributary.events.IdentifierKind;
import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Mail says of itself which list it came over (List-Post, RFC 2369). A list's address is nobody's, also where it was seen before. */
final class LearnListAddresses {

  private static final String LEARN = """
      with learnt as (
        insert into list_addresses (tenant, value)
        select * from unnest(?::text[], ?::text[])
        on conflict do nothing
        returning tenant, value)
      select a.tenant, a.participant_id
      from participant_aliases a join learnt l on l.tenant = a.tenant and l.value = a.value and a.kind = 'EMAIL'""";

  private static final String UNKNOWN = """
      select x.tenant, x.value from unnest(?::text[], ?::text[]) as x (tenant, value)
      where not exists (select from list_addresses l where l.tenant = x.tenant and l.value = x.value)""";

  private final DSLContext db;

  LearnListAddresses(DSLContext db) {
    this.db = db;
  }

  /** Addresses of lists that nobody has learnt yet. */
  List<TenantIdentity> unknown(List<Observed> observed) {
    var addresses = addresses(observed);
    return addresses.isEmpty()
        ? List.of()
        : db.fetch(UNKNOWN, columns(addresses)).map(row ->
            new TenantIdentity(row.get(0, String.class), new Identity(IdentifierKind.EMAIL.name(), row.get(1, String.class))));
  }

  /** @return participants that turn out to be lists */
  List<ParticipantKey> learn(List<Observed> observed) {
    var addresses = addresses(observed);
    return addresses.isEmpty()
        ? List.of()
        : db.fetch(LEARN, columns(addresses)).map(row -> new ParticipantKey(row.get(0, String.class), row.get(1, Long.class)));
  }

  private static Set<TenantIdentity> addresses(List<Observed> observed) {
    return observed.stream()
        .filter(message -> message.listAddress() != null)
        .map(message -> new TenantIdentity(message.tenant(), Objects.requireNonNull(message.listAddress())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Object[] columns(Set<TenantIdentity> addresses) {
    return Columns.of(addresses).text(TenantIdentity::tenant).text(one -> one.identity().value()).bindings();
  }
}
