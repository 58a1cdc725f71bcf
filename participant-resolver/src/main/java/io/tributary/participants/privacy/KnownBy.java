package io.tributary.participants.privacy;

import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import io.tributary.service.web.Problem;
import java.util.List;
import java.util.TreeSet;
import org.jooq.DSLContext;

/** All that somebody is known by. Addresses and numbers of connected accounts are not among it: what these read goes on being stored. */
record KnownBy(TreeSet<TenantIdentity> identities) {

  /**
   * What the participants were seen under, what the request names, and, of a record of a person, what it holds alone: what several hold is not one person's.
   */
  private static final String FIND = """
      select kind, value from (
        select kind, value from participant_aliases where tenant = ? and participant_id = any(?::bigint[])
        union
        select kind, value from participant_evidence where tenant = ? and participant_id = any(?::bigint[])
        union
        select h.kind, h.value from record_identities h join records r on r.tenant = h.tenant and r.record_id = h.record_id
        where h.tenant = ? and h.record_id = ?::bigint and not r.company and h.requires = '{}' and h.kind not in ('%s', '%s')
          and not exists (
            select from record_identities o join records other on other.tenant = o.tenant and other.record_id = o.record_id
            where o.tenant = h.tenant and o.kind = h.kind and o.value = h.value and o.record_id <> h.record_id and other.merged_into is null)
        union
        select ?::text, ?::text) k
      where kind is not null and not exists (select from own_identities o where o.tenant = ? and o.kind = k.kind and o.value = k.value)
      """.formatted(Identity.DOMAIN, Identity.WEAK);

  private static final String IS_OWN = "select exists (select from own_identities where tenant = ? and kind = ? and value = ?)";

  private static final String RECORDS = """
      select distinct h.record_id
      from record_identities h join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value) using (tenant, kind, value)
      order by h.record_id""";

  /**
   * @param participants who were found
   * @throws Problem 409 if the request names an address or a number of a connected account
   */
  static KnownBy of(DSLContext db, String tenant, Whom whom, Long[] participants) {
    var asked = whom.identity();
    asked.ifPresent(identity -> refuseOwn(db, tenant, identity));
    var found = new TreeSet<TenantIdentity>();
    db.fetch(FIND, tenant, participants, tenant, participants, tenant, whom.recordId(),
            asked.map(Identity::kind).orElse(null), asked.map(Identity::value).orElse(null), tenant)
        .forEach(row -> found.add(new TenantIdentity(tenant, new Identity(row.get(0, String.class), row.get(1, String.class)))));
    return new KnownBy(found);
  }

  private static void refuseOwn(DSLContext db, String tenant, Identity identity) {
    if (db.fetchSingle(IS_OWN, tenant, identity.kind(), identity.value()).get(0, Boolean.class)) {
      throw Problem.conflict("That is a connected account's own: nothing it reads would be stored any more. Disconnect the account first.");
    }
  }

  /** Those that hold one of them. */
  List<Long> records(DSLContext db) {
    return identities.isEmpty() ? List.of() : db.fetch(RECORDS, columns()).getValues(0, Long.class);
  }

  /** Tenants, kinds and values. */
  Object[] columns() {
    return Columns.of(identities)
        .text(TenantIdentity::tenant).text(one -> one.identity().kind()).text(one -> one.identity().value()).bindings();
  }
}
