package io.tributary.participants.decisions;

import static io.tributary.participants.jooq.Tables.BLOCKED_IDENTITIES;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.row;

import io.tributary.participants.links.PublishedRows;
import io.tributary.participants.resolve.Identity;
import io.tributary.service.database.Database;
import io.tributary.service.web.Caller;
import io.tributary.service.web.PageRequest;
import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Addresses, domains (with all below them) and numbers whose participants are nobody's, from now on and in hindsight. What they said stays stored, so that it comes back with
 * its links when they are taken off the list.
 */
@Component
class Blocklist {

  private final Database database;
  private final PublishedRows published;

  Blocklist(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  /** @param participants how many show it */
  record Blocked(String kind, String value, String blockedBy, OffsetDateTime blockedAt, @Nullable String reason, @Nullable Integer participants) {}

  /** A block that stands already stays as it is. */
  Blocked block(Caller caller, Identity identity, @Nullable String reason) {
    var tenant = caller.tenant().id();
    var blocked = database.inTenant(tenant, db -> {
      int participants = DecideAboutIdentities.decide(db, caller, List.of(identity), () -> db
          .insertInto(BLOCKED_IDENTITIES, BLOCKED_IDENTITIES.TENANT, BLOCKED_IDENTITIES.KIND, BLOCKED_IDENTITIES.VALUE,
              BLOCKED_IDENTITIES.BLOCKED_BY, BLOCKED_IDENTITIES.REASON)
          .values(tenant, identity.kind(), identity.value(), caller.subject(), reason)
          .onConflictDoNothing()
          .execute());
      return db.selectFrom(BLOCKED_IDENTITIES)
          .where(BLOCKED_IDENTITIES.TENANT.eq(tenant))
          .and(BLOCKED_IDENTITIES.KIND.eq(identity.kind()))
          .and(BLOCKED_IDENTITIES.VALUE.eq(identity.value()))
          .fetchSingle(found -> new Blocked(BlockedKind.word(found.getKind()), found.getValue(), found.getBlockedBy(), found.getBlockedAt(), found.getReason(), participants));
    });
    published.poke();
    return blocked;
  }

  /** @return false where it was not on the list */
  boolean unblock(Caller caller, Identity identity) {
    var tenant = caller.tenant().id();
    boolean removed = database.inTenant(tenant, db -> {
      var rows = new int[1];
      DecideAboutIdentities.decide(db, caller, List.of(identity), () -> rows[0] = db.deleteFrom(BLOCKED_IDENTITIES)
          .where(BLOCKED_IDENTITIES.TENANT.eq(tenant))
          .and(BLOCKED_IDENTITIES.KIND.eq(identity.kind()))
          .and(BLOCKED_IDENTITIES.VALUE.eq(identity.value()))
          .execute());
      return rows[0] > 0;
    });
    published.poke();
    return removed;
  }

  /** By kind and value; one more than the page holds. */
  List<Blocked> list(String tenant, PageRequest page, @Nullable Identity after) {
    var b = BLOCKED_IDENTITIES;
    return database.inTenant(tenant, db -> db
        .select(b.KIND, b.VALUE, b.BLOCKED_BY, b.BLOCKED_AT, b.REASON, DSL.castNull(Integer.class))
        .from(b)
        .where(b.TENANT.eq(tenant))
        .and(after == null ? DSL.noCondition() : row(b.KIND, b.VALUE).gt(after.kind(), after.value()))
        .orderBy(b.KIND, b.VALUE)
        .limit(page.limit() + 1)
        .fetch(mapping((kind, value, by, at, reason, none) -> new Blocked(BlockedKind.word(kind), value, by, at, reason, none))));
  }
}
