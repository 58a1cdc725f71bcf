package io.tributary.participants.explain;

import io.tributary.participants.explain.ParticipantExplanation.ByHand;
import io.tributary.participants.explain.ParticipantExplanation.Change;
import io.tributary.participants.explain.ParticipantExplanation.Decision;
import io.tributary.participants.explain.ParticipantExplanation.Identity;
import io.tributary.participants.explain.ParticipantExplanation.Match;
import io.tributary.participants.explain.ParticipantExplanation.SeenMessage;
import io.tributary.participants.explain.ParticipantExplanation.TriedRule;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.links.ReadQuestions;
import io.tributary.participants.resolve.ParticipantResolver;
import io.tributary.participants.resolve.Question;
import io.tributary.participants.resolve.Question.Holding;
import io.tributary.participants.resolve.Resolution.Ambiguous;
import io.tributary.participants.resolve.Resolution.Candidate;
import io.tributary.participants.resolve.Resolution.Linked;
import io.tributary.participants.resolve.Resolution.Unlinked;
import io.tributary.participants.resolve.Resolution.Whose;
import io.tributary.service.web.Problem;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jooq.DSLContext;

/** Asks the one resolver again, about what is stored now, and tells what it was asked. */
final class ExplainParticipant {

  private static final String PARTICIPANT = """
      select s.id, s.channel, s.display_name, s.handle
      from participants p join participants s on s.tenant = p.tenant and s.id = coalesce(p.merged_into, p.id)
      where p.tenant = ? and p.id = ?""";

  private static final String IDENTITIES = """
      select i.kind, i.value,
        case
          when exists (select from participant_aliases a where a.tenant = i.tenant and a.participant_id = i.participant_id
            and a.kind = i.kind and a.value = i.value) then 'alias'
          when exists (select from participant_evidence e where e.tenant = i.tenant and e.participant_id = i.participant_id
            and e.kind = i.kind and e.value = i.value) then 'evidence'
          else 'derived' end as source
      from participant_identities i where i.tenant = ? and i.participant_id = ? order by source, i.kind, i.value limit 200""";

  private static final String DECISIONS = """
      select 'participant' as about, lower(decision) as decision, record_id, decided_by, decided_at, reason
      from link_decisions where tenant = ? and participant_id = ?
      union all
      select s.kind, case when s.record_id is null then 'nobody' else 'linked' end, s.record_id, s.decided_by, s.decided_at, s.reason
      from participant_identities i join identifier_rules s using (tenant, kind, value) where i.tenant = ? and i.participant_id = ?
      union all
      select b.kind, 'blocked', null, b.blocked_by, b.blocked_at, b.reason
      from participant_identities i join blocked_identities b on b.tenant = i.tenant and b.kind = i.kind
        and (b.value = i.value or b.kind = 'DOMAIN' and right(i.value, length(b.value) + 1) = '.' || b.value)
      where i.tenant = ? and i.participant_id = ?
      order by decided_at desc limit 50""";

  private static final String HISTORY = """
      select changed_at, changed_by, lower(from_status) as from_status, from_record_id, lower(to_status) as to_status, to_record_id,
        lower(method) as method, reason
      from link_history where tenant = ? and participant_id = ? order by id desc limit 50""";

  private static final String MESSAGES = """
      select m.id, m.conversation_id, lower(p.role) as role, m.sent_at, lower(m.learnt_by) as learnt_by, lower(m.bulk) as bulk,
        array(select distinct c.account from message_copies c where c.tenant = m.tenant and c.message_id = m.id order by c.account limit 20) as accounts
      from (select tenant, message_id, min(role) as role from message_participants
        where tenant = ? and participant_id = ? group by tenant, message_id order by message_id desc limit 5) p
      join messages m on m.tenant = p.tenant and m.id = p.message_id
      order by m.sent_at desc, m.id desc""";

  /** @throws Problem 404 where the tenant has no such participant */
  static ParticipantExplanation of(DSLContext db, String tenant, long id) {
    var row = db.fetchOptional(PARTICIPANT, tenant, id).orElseThrow(() -> Problem.notFound("participant", id));
    var participant = row.get(0, Long.class);
    var key = new ParticipantKey(tenant, participant);
    var question = Objects.requireNonNull(new ReadQuestions(db).about(List.of(key)).get(key));
    var whose = ParticipantResolver.resolve(question);
    return new ParticipantExplanation(participant, row.get(1, String.class), row.get(2, String.class), row.get(3, String.class),
        decision(whose), tried(whose), identities(db, tenant, participant), matches(question, whose), decisions(db, tenant, participant),
        history(db, tenant, participant), messages(db, tenant, participant));
  }

  private static Decision decision(Whose whose) {
    Long company = whose.company().isPresent() ? (Long) whose.company().getAsLong() : null;
    return switch (whose.resolution()) {
      case Linked(var record, var method, var confidence, _, var reason, _) -> new Decision(
          "linked", record, company, method.toLowerCase(Locale.ROOT), confidence, List.of(), whose.rule(), reason);
      case Ambiguous(var candidates, var reason) -> new Decision(
          "ambiguous", null, company, null, null, candidates.stream().map(Candidate::recordId).toList(), whose.rule(), reason);
      case Unlinked(var reason) -> new Decision("unlinked", null, company, null, null, List.of(), whose.rule(), reason);
    };
  }

  private static List<TriedRule> tried(Whose whose) {
    var tried = new ArrayList<TriedRule>();
    boolean decided = false;
    for (var rule : ParticipantResolver.rules()) {
      boolean decides = rule.equals(whose.rule());
      tried.add(new TriedRule(rule, decides ? "decided" : decided ? "not asked" : "nothing to say"));
      decided |= decides;
    }
    return tried;
  }

  private static List<Match> matches(Question question, Whose whose) {
    return question.held().stream().sorted().map(holding -> new Match(
        holding.recordId(), holding.pipeline(), holding.field(), holding.identity().kind(), holding.identity().value(),
        holding.method().name().toLowerCase(Locale.ROOT), holding.strength().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        outcome(holding, question, whose))).toList();
  }

  /** Used, or the filter that kept it from being used. */
  private static String outcome(Holding holding, Question question, Whose whose) {
    if (question.decisions().stream().anyMatch(decision -> decision instanceof Question.Decision.Forbid && decision.recordId() == holding.recordId())) {
      return "skipped: a person forbade the record for this participant";
    }
    return switch (whose.resolution()) {
      case Linked linked when linked.evidence().contains(holding) -> "used";
      case Linked linked when linked.recordId() == holding.recordId() -> "agrees";
      case Ambiguous several when several.candidates().stream().anyMatch(one -> one.recordId() == holding.recordId()) -> "candidate: " + several.reason();
      case Linked _ -> "skipped: decided by the rule that " + whose.rule();
      case Ambiguous several -> "skipped: " + several.reason();
      case Unlinked unlinked -> "skipped: " + unlinked.reason();
    };
  }

  private static List<Identity> identities(DSLContext db, String tenant, long id) {
    return db.fetch(IDENTITIES, tenant, id)
        .map(row -> new Identity(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)));
  }

  private static List<ByHand> decisions(DSLContext db, String tenant, long id) {
    return db.fetch(DECISIONS, tenant, id, tenant, id, tenant, id).map(row -> new ByHand(row.get("about", String.class),
        row.get("decision", String.class), row.get("record_id", Long.class), row.get("decided_by", String.class),
        row.get("decided_at", OffsetDateTime.class), row.get("reason", String.class)));
  }

  private static List<Change> history(DSLContext db, String tenant, long id) {
    return db.fetch(HISTORY, tenant, id).map(row -> new Change(row.get("changed_at", OffsetDateTime.class), row.get("changed_by", String.class),
        row.get("from_status", String.class), row.get("from_record_id", Long.class), row.get("to_status", String.class),
        row.get("to_record_id", Long.class), row.get("method", String.class), row.get("reason", String.class)));
  }

  private static List<SeenMessage> messages(DSLContext db, String tenant, long id) {
    return db.fetch(MESSAGES, tenant, id).map(row -> new SeenMessage(row.get("id", Long.class), row.get("conversation_id", Long.class),
        row.get("role", String.class), row.get("sent_at", OffsetDateTime.class), row.get("learnt_by", String.class), row.get("bulk", String.class),
        List.of(row.get("accounts", String[].class))));
  }

  private ExplainParticipant() {}
}
