package io.tributary.participants.links;

import io.tributary.identifiers.EmailAddresses;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.resolve.Question;
import io.tributary.participants.resolve.Question.Decision;
import io.tributary.participants.resolve.Question.Holding;
import io.tributary.participants.resolve.Question.IdentifierRule;
import io.tributary.participants.resolve.Question.Method;
import io.tributary.participants.resolve.Question.Strength;
import io.tributary.participants.rows.Columns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Reads what the resolver must know about participants: six statements, however many there are. */
public final class ReadQuestions {

  /** What was read of one participant so far. */
  private static final class Asked {
    private boolean own;
    private boolean blocked;
    private boolean list;
    private boolean role;
    private final List<Holding> held = new ArrayList<>();
    private final Map<Long, Decision> decisions = new LinkedHashMap<>();
    private final List<IdentifierRule> rules = new ArrayList<>();
    private final Set<Long> companies = new TreeSet<>();

    private Question question(List<String> ranks) {
      return new Question(own, blocked, list, role, List.copyOf(held), List.copyOf(decisions.values()), List.copyOf(rules), companies, ranks);
    }
  }

  private final DSLContext db;

  public ReadQuestions(DSLContext db) {
    this.db = db;
  }

  /** Those that were joined to others meanwhile are left out. */
  public Map<ParticipantKey, Question> about(Collection<ParticipantKey> participants) {
    return about(Columns.of(new TreeSet<>(participants)).text(ParticipantKey::tenant).number(ParticipantKey::id).bindings());
  }

  /** @param keys tenants and participants, as two arrays */
  Map<ParticipantKey, Question> about(Object[] keys) {
    var asked = new TreeMap<ParticipantKey, Asked>();
    db.fetch(QuestionSql.PARTICIPANTS, keys).forEach(row -> addAlias(asked.computeIfAbsent(key(row), _ -> new Asked()), row));
    db.fetch(QuestionSql.HOLDINGS, keys).forEach(row -> known(asked, row).ifPresent(one -> addHolding(one, row)));
    db.fetch(QuestionSql.DECISIONS, keys).forEach(row -> known(asked, row).ifPresent(one -> addDecision(one, row)));
    db.fetch(QuestionSql.BLOCKED, keys).forEach(row -> known(asked, row).ifPresent(one -> one.blocked = true));
    db.fetch(QuestionSql.RULES, keys).forEach(row -> known(asked, row).ifPresent(one ->
        one.rules.add(new IdentifierRule(row.get("record_id", Long.class), row.get("decided_by", String.class)))));
    var ranks = new HashMap<String, List<String>>();
    db.fetch(QuestionSql.RANKS, keys[0]).forEach(row -> ranks.put(row.get(0, String.class), List.of(row.get(1, String[].class))));
    var questions = new TreeMap<ParticipantKey, Question>();
    asked.forEach((key, one) -> questions.put(key, one.question(ranks.getOrDefault(key.tenant(), List.of()))));
    return questions;
  }

  private static Optional<Asked> known(Map<ParticipantKey, Asked> asked, Record row) {
    return Optional.ofNullable(asked.get(key(row)));
  }

  private static void addAlias(Asked asked, Record row) {
    asked.own |= row.get("own", Boolean.class);
    asked.list |= row.get("list", Boolean.class);
    asked.role |= row.get("kind", String.class).equals("EMAIL") && EmailAddresses.isRole(row.get("value", String.class));
  }

  private static void addHolding(Asked asked, Record row) {
    var record = row.get("record_id", Long.class);
    var identity = new Identity(row.get("kind", String.class), row.get("value", String.class));
    if (identity.kind().equals(Identity.DOMAIN)) {
      if (row.get("company", Boolean.class)) {
        asked.companies.add(record);
      }
      return;
    }
    var strength =
        identity.kind().equals(Identity.WEAK) ? Strength.WEAK : row.get("complete", Boolean.class) ? Strength.FULL : Strength.IN_PART;
    asked.held.add(new Holding(record, row.get("pipeline", String.class), row.get("company", Boolean.class),
        row.get("looked_up", Boolean.class) ? Method.PROVIDER_LOOKUP : method(identity.kind()), strength,
        identity, row.get("field", String.class)));
  }

  private static Method method(String kind) {
    return switch (kind) {
      case "EMAIL", Identity.WEAK -> Method.EMAIL_MATCH;
      case "PHONE", "WHATSAPP_JID", "WHATSAPP_LID" -> Method.PHONE_MATCH;
      case "LINKEDIN_SLUG", "LINKEDIN_MEMBER_URN", "LINKEDIN_PROVIDER_ID" -> Method.LINKEDIN_MATCH;
      default -> throw new IllegalStateException("Records are not matched on " + kind);
    };
  }

  private static void addDecision(Asked asked, Record row) {
    var record = row.get("record_id", Long.class);
    asked.decisions.putIfAbsent(record, row.get("decision", String.class).equals("LINKED")
        ? new Decision.Link(record, row.get("decided_by", String.class), row.get("confidence", Double.class))
        : new Decision.Forbid(record));
  }

  private static ParticipantKey key(Record row) {
    return new ParticipantKey(row.get(0, String.class), row.get(1, Long.class));
  }
}
