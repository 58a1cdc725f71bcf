package io.tributary.participants.known;

import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;

/** Participants that have one of some identities: by the index on their values. */
public final class MeetingParticipants {

  private static final String MEETING = """
      select distinct i.tenant, i.participant_id
      from participant_identities i join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value) using (tenant, kind, value)""";

  private static final String BELOW = """
      select distinct i.tenant, i.participant_id
      from participant_identities i
      join unnest(?::text[], ?::text[]) as x (tenant, domain) on i.tenant = x.tenant and right(i.value, length(x.domain) + 1) = '.' || x.domain
      where i.kind = 'DOMAIN'""";

  private final DSLContext db;

  public MeetingParticipants(DSLContext db) {
    this.db = db;
  }

  public List<ParticipantKey> of(Collection<TenantIdentity> identities) {
    return db.fetch(MEETING, Columns.of(identities)
            .text(TenantIdentity::tenant)
            .text(identity -> identity.identity().kind())
            .text(identity -> identity.identity().value())
            .bindings())
        .map(row -> new ParticipantKey(row.get(0, String.class), row.get(1, Long.class)));
  }

  /** Those with an address of a domain below one of these. Reads all work domains of the tenant: nothing for every batch. */
  public List<ParticipantKey> below(Collection<TenantIdentity> domains) {
    return domains.isEmpty() ? List.of() : db.fetch(BELOW, Columns.of(domains).text(TenantIdentity::tenant).text(domain -> domain.identity().value()).bindings())
        .map(row -> new ParticipantKey(row.get(0, String.class), row.get(1, Long.class)));
  }
}
