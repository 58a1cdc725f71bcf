package io.tributary.participants.links;

import io.tributary.identifiers.EmailAddresses;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.resolve.Question;
import io.tributary.participants.resolve.Question.Decision;
import io.tributary.participants.resolve.Question.Holding;
import io.tributary.participants.resolve.Question.Method;
import io.tributary.participants.resolve.Question.Strength;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Reads what the resolver must know about participants: four statements, however many there are. */
final class ReadQuestions {

  private static final String ASKED = "unnest(?::text[], ?::bigint[]) as x (tenant, participant_id)";

  private static final String PARTICIPANTS = """
      select p.tenant, p.id, a.kind, a.value,
        exists (select from own_identities o where o.tenant = a.tenant and o.kind = a.kind and o.value = a.value) as own,
        a.kind = 'EMAIL' and exists (select from list_addresses l where l.tenant = a.tenant and l.value = a.value) as list
      from %s join participants p on p.tenant = x.tenant and p.id = x.participant_id and p.merged_into is null
      join participant_aliases a on a.tenant = p.tenant and a.participant_id = p.id""".formatted(ASKED);

  /**
   * A holding stands in part where a field that its rule requires is not met by another identity of the same participant.
   *
   * <p>Participant, then its identities, then who holds them, then these records, each by its index: {@code offset 0} keeps the planner to that order.
   * Left to itself it begins with all records of the tenant while the tables are young and have no statistics, and takes a minute for five hundred
   * messages.
   */
  private static final String HOLDINGS = """
      select x.tenant, x.participant_id, h.record_id, r.pipeline, r.company, i.kind,
        case when cardinality(h.requires) = 0 then true else not exists (
          select from unnest(h.requires) as needed (field)
          where not exists (
            select from record_identities other
            join participant_identities met on met.tenant = other.tenant and met.kind = other.kind and met.value = other.value
            where other.tenant = x.tenant and other.record_id = h.record_id and other.field = needed.field
              and met.participant_id = x.participant_id)) end as complete
      from %s
      cross join lateral (select kind, value from participant_identities
        where tenant = x.tenant and participant_id = x.participant_id offset 0) i
      cross join lateral (select record_id, requires from record_identities
        where tenant = x.tenant and kind = i.kind and value = i.value offset 0) h
      cross join lateral (select pipeline, company from records
        where tenant = x.tenant and record_id = h.record_id and not deleted and merged_into is null offset 0) r""".formatted(ASKED);

  private static final String DECISIONS = """
      select x.tenant, x.participant_id, d.record_id, d.decision, d.decided_by, d.confidence
      from %s
      cross join lateral (select * from link_decisions where tenant = x.tenant and participant_id = x.participant_id offset 0) d
      cross join lateral (select from records
        where tenant = x.tenant and record_id = d.record_id and not deleted and merged_into is null offset 0) r""".formatted(ASKED);

  /** Locked, so that whoever changes the ranks waits, and then decides again about what is decided here. */
  private static final String RANKS = """
      select s.tenant, s.pipeline_ranks from tenant_settings s where s.tenant = any (?::text[])
      order by s.tenant for share""";

  /** What was read of one participant so far. */
  private static final class Asked {
    private boolean own;
    private boolean list;
    private boolean role;
    private final List<Holding> held = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Set<Long> companies = new TreeSet<>();

    private Question question(List<String> ranks) {
      return new Question(own, list, role, held, decisions, companies, ranks);
    }
  }

  private final DSLContext db;

  ReadQuestions(DSLContext db) {
    this.db = db;
  }

  /** Those that were joined to others meanwhile are left out. */
  Map<ParticipantKey, Question> about(Object[] keys) {
    var asked = new TreeMap<ParticipantKey, Asked>();
    db.fetch(PARTICIPANTS, keys).forEach(row -> addAlias(asked.computeIfAbsent(key(row), _ -> new Asked()), row));
    db.fetch(HOLDINGS, keys).forEach(row -> addHolding(Optional.ofNullable(asked.get(key(row))), row));
    db.fetch(DECISIONS, keys).forEach(row -> addDecision(Optional.ofNullable(asked.get(key(row))), row));
    var ranks = new HashMap<String, List<String>>();
    db.fetch(RANKS, (Object) keys[0]).forEach(row -> ranks.put(row.get(0, String.class), List.of(row.get(1, String[].class))));
    var questions = new TreeMap<ParticipantKey, Question>();
    asked.forEach((key, one) -> questions.put(key, one.question(ranks.getOrDefault(key.tenant(), List.of()))));
    return questions;
  }

  private static void addAlias(Asked asked, Record row) {
    asked.own |= row.get("own", Boolean.class);
    asked.list |= row.get("list", Boolean.class);
    asked.role |= row.get("kind", String.class).equals("EMAIL") && EmailAddresses.isRole(row.get("value", String.class));
  }

  private static void addHolding(Optional<Asked> asked, Record row) {
    asked.ifPresent(one -> {
      var record = row.get("record_id", Long.class);
      var kind = row.get("kind", String.class);
      if (kind.equals(Identity.DOMAIN)) {
        if (row.get("company", Boolean.class)) {
          one.companies.add(record);
        }
        return;
      }
      var strength = kind.equals(Identity.WEAK) ? Strength.WEAK : row.get("complete", Boolean.class) ? Strength.FULL : Strength.IN_PART;
      one.held.add(new Holding(record, row.get("pipeline", String.class), row.get("company", Boolean.class), method(kind), strength));
    });
  }

  private static Method method(String kind) {
    return switch (kind) {
      case "EMAIL", Identity.WEAK -> Method.EMAIL_MATCH;
      case "PHONE", "WHATSAPP_JID", "WHATSAPP_LID" -> Method.PHONE_MATCH;
      case "LINKEDIN_SLUG", "LINKEDIN_MEMBER_URN", "LINKEDIN_PROVIDER_ID" -> Method.LINKEDIN_MATCH;
      default -> throw new IllegalStateException("Records are not matched on " + kind);
    };
  }

  private static void addDecision(Optional<Asked> asked, Record row) {
    asked.ifPresent(one -> {
      var record = row.get("record_id", Long.class);
      one.decisions.add(row.get("decision", String.class).equals("LINKED")
          ? new Decision.Link(record, row.get("decided_by", String.class), row.get("confidence", Double.class))
          : new Decision.Forbid(record));
    });
  }

  private static ParticipantKey key(Record row) {
    return new ParticipantKey(row.get(0, String.class), row.get(1, Long.class));
  }
}
