package io.tributary.participants.decisions;

import static io.tributary.participants.jooq.Tables.IDENTIFIER_RULES;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_ALIASES;

import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.links.PublishedRows;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import io.tributary.service.database.Database;
import io.tributary.service.web.Caller;
import io.tributary.service.web.Problem;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides once whose somebody is, and remembers it for each of the identifiers: whoever shows one of them from now on, on whatever channel, is not asked
 * about again.
 */
@Component
class DecideReview {

  private static final String REMEMBER = """
      insert into identifier_rules as r (tenant, kind, value, record_id, decided_by, reason)
      select x.tenant, x.kind, x.value, ?::bigint, ?, ? from unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value)
      order by x.tenant, x.kind, x.value
      on conflict (tenant, kind, value) do update set record_id = excluded.record_id, decided_by = excluded.decided_by,
        decided_at = excluded.decided_at, reason = excluded.reason
      where r.record_id is distinct from excluded.record_id""";

  /** What people decided about this participant alone would go before the rule. */
  private static final String CONTRADICTS = """
      select count(*) from link_decisions
      where tenant = ? and participant_id = ? and (decision = 'LINKED' and record_id <> ? or decision = 'FORBIDDEN' and record_id = ?)""";

  private final Database database;
  private final PublishedRows published;

  DecideReview(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  /** @param participants how many show one of the identifiers, this one among them */
  record Decided(LinkView link, int participants) {}

  /** @param recordId null: nobody's */
  Decided decide(Caller caller, long participantId, @Nullable Long recordId, @Nullable String reason) {
    var tenant = caller.tenant().id();
    var decided = database.inTenant(tenant, db -> {
      var counting = recordId == null ? null : CountingRecords.lock(db, tenant, List.of(recordId)).counting(recordId)
          .orElseThrow(() -> Problem.notFound("record", recordId));
      var identities = identitiesOf(db, tenant, participantId);
      int participants = DecideAboutIdentities.decide(db, caller, identities, () -> remember(db, caller, identities, counting, reason));
      var participant = LockedParticipants.lock(db, tenant, List.of(participantId)).survivor(participantId)
          .orElseThrow(() -> Problem.notFound("participant", participantId));
      settle(db, caller, participant, counting, reason);
      return new Decided(Objects.requireNonNull(LinkView.of(db, tenant, List.of(participant)).get(participant)), participants);
    });
    published.poke();
    return decided;
  }

  /** Forgets what was remembered of an identifier. @return false where nothing was */
  boolean forget(Caller caller, Identity identity) {
    var tenant = caller.tenant().id();
    boolean removed = database.inTenant(tenant, db -> {
      var rows = new int[1];
      DecideAboutIdentities.decide(db, caller, List.of(identity), () -> rows[0] = db.deleteFrom(IDENTIFIER_RULES)
          .where(IDENTIFIER_RULES.TENANT.eq(tenant))
          .and(IDENTIFIER_RULES.KIND.eq(identity.kind()))
          .and(IDENTIFIER_RULES.VALUE.eq(identity.value()))
          .execute());
      return rows[0] > 0;
    });
    published.poke();
    return removed;
  }

  private static List<Identity> identitiesOf(DSLContext db, String tenant, long participantId) {
    var survivor = LockedParticipants.survivorOf(db, tenant, participantId).orElseThrow(() -> Problem.notFound("participant", participantId));
    return db.select(PARTICIPANT_ALIASES.KIND, PARTICIPANT_ALIASES.VALUE)
        .from(PARTICIPANT_ALIASES)
        .where(PARTICIPANT_ALIASES.TENANT.eq(tenant))
        .and(PARTICIPANT_ALIASES.PARTICIPANT_ID.eq(survivor))
        .orderBy(PARTICIPANT_ALIASES.KIND, PARTICIPANT_ALIASES.VALUE)
        .fetch(row -> new Identity(row.value1(), row.value2()));
  }

  private static void remember(
      DSLContext db, Caller caller, List<Identity> identities, @Nullable Long recordId, @Nullable String reason) {
    var columns = Columns.of(identities).text(_ -> caller.tenant().id()).text(Identity::kind).text(Identity::value).bindings();
    db.execute(REMEMBER, recordId, caller.subject(), reason, columns[0], columns[1], columns[2]);
  }

  /** @throws Problem 409 where it is to be nobody's although a person linked it */
  private static void settle(DSLContext db, Caller caller, long participant, @Nullable Long recordId, @Nullable String reason) {
    var tenant = caller.tenant().id();
    var record = recordId == null ? 0 : recordId;
    if (db.fetchSingle(CONTRADICTS, tenant, participant, record, record).get(0, Long.class) == 0) {
      return;
    }
    if (recordId == null) {
      throw Problem.conflict("People linked participant %d; unlink it first.".formatted(participant));
    }
    var decided = new DecisionLog.Decided(participant, recordId, Wish.link(participant, recordId, null, reason));
    new DecisionLog(db).write(tenant, List.of(decided), UUID.randomUUID(), caller.subject());
    DecideLinks.of(db, List.of(new ParticipantKey(tenant, participant)), caller.subject());
  }
}
