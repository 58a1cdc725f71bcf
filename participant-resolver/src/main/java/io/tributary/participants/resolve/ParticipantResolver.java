package io.tributary.participants.resolve;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.tributary.participants.resolve.Question.Decision.Forbid;
import io.tributary.participants.resolve.Question.Decision.Link;
import io.tributary.participants.resolve.Question.Holding;
import io.tributary.participants.resolve.Question.IdentifierRule;
import io.tributary.participants.resolve.Question.Strength;
import io.tributary.participants.resolve.Resolution.Ambiguous;
import io.tributary.participants.resolve.Resolution.Candidate;
import io.tributary.participants.resolve.Resolution.Linked;
import io.tributary.participants.resolve.Resolution.Unlinked;
import io.tributary.participants.resolve.Resolution.Whose;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Decides whose participant this is. One function for every path: sync, webhook, poller, record change and people's decisions. It looks at
 * what is stored and at nothing else, so the order in which things arrived never matters.
 */
public final class ParticipantResolver {

  private static final double MANUAL_CONFIDENCE = 0.9;

  private record Rule(String name, Function<Question, Optional<Resolution>> answer) {}

  /**
   * Tried in this order; the first that has an answer gives it. What a person decided goes before what mail says of itself: anybody can write
   * a List-Post header that names somebody.
   */
  private static final List<Rule> RULES = List.of(
      new Rule("own sides are nobody's", ParticipantResolver::ownSidesAreNobodys),
      new Rule("what is blocked is nobody's", ParticipantResolver::blockedIsNobodys),
      new Rule("a person linked the participant", ParticipantResolver::aPersonLinkedIt),
      new Rule("a person said whose the identifier is", ParticipantResolver::aPersonSaidWhoseTheIdentifierIs),
      new Rule("mailing lists are nobody's", ParticipantResolver::mailingListsAreNobodys),
      new Rule("a role's address is a company's at most", ParticipantResolver::rolesAreACompanysAtMost),
      new Rule("records hold its identifier", ParticipantResolver::recordsHoldIt),
      new Rule("records hold it in an AND rule", ParticipantResolver::recordsHoldItInPart),
      new Rule("records hold its weaker form", ParticipantResolver::recordsHoldItsWeakerForm));

  private static final String NO_RULE = "no rule has an answer";

  /** The first rule's answer; {@link Unlinked} where no rule has one. */
  public static Whose resolve(Question question) {
    return RULES.stream()
        .flatMap(rule -> rule.answer().apply(question).map(resolution -> whose(question, resolution, rule.name())).stream())
        .findFirst()
        .orElseGet(() -> whose(question, new Unlinked("no record holds it"), NO_RULE));
  }

  /** The rules' names, in the order in which they are tried. */
  public static List<String> rules() {
    return RULES.stream().map(Rule::name).toList();
  }

  private static Whose whose(Question question, Resolution resolution, String rule) {
    return new Whose(resolution, company(question, resolution), rule);
  }

  private static Optional<Resolution> ownSidesAreNobodys(Question question) {
    return question.own() ? Optional.of(new Unlinked("it is a connected account's own")) : Optional.empty();
  }

  private static Optional<Resolution> blockedIsNobodys(Question question) {
    return question.blocked() ? Optional.of(new Unlinked("it is blocked")) : Optional.empty();
  }

  private static Optional<Resolution> aPersonLinkedIt(Question question) {
    var links = question.decisions().stream().filter(Link.class::isInstance).map(Link.class::cast).toList();
    return switch (links.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(byHand(links.getFirst().recordId(), links.getFirst().confidence(), links.getFirst().by(), "linked by a person"));
      // Two participants with different manual links turned out to be one.
      default -> Optional.of(new Ambiguous(
          links.stream().map(link -> new Candidate(link.recordId(), "manual")).sorted(Comparator.comparing(Candidate::recordId)).toList(),
          "people linked it to several records"));
    };
  }

  /** Only records count that nobody forbade for this participant; "nobody's" holds where no other identifier of it was given to a record. */
  private static Optional<Resolution> aPersonSaidWhoseTheIdentifierIs(Question question) {
    var forbidden = forbidden(question);
    var given = question.rules().stream()
        .filter(rule -> rule.recordId() != null && !forbidden.contains(rule.recordId()))
        .sorted(Comparator.comparing((IdentifierRule rule) -> Objects.requireNonNull(rule.recordId())).thenComparing(IdentifierRule::by))
        .toList();
    var records = given.stream().map(rule -> Objects.requireNonNull(rule.recordId())).distinct().toList();
    if (records.size() > 1) {
      return Optional.of(new Ambiguous(
          records.stream().map(record -> new Candidate(record, "manual")).toList(), "people gave its identifiers to several records"));
    }
    if (records.size() == 1) {
      return Optional.of(byHand(records.getFirst(), MANUAL_CONFIDENCE, given.getFirst().by(), "a person gave its identifier to the record"));
    }
    return question.rules().stream().anyMatch(rule -> rule.recordId() == null)
        ? Optional.of(new Unlinked("a person said that its identifier is nobody's"))
        : Optional.empty();
  }

  private static Resolution byHand(long record, double confidence, String by, String reason) {
    return new Linked(record, "MANUAL", confidence, by, reason, List.of());
  }

  private static Optional<Resolution> mailingListsAreNobodys(Question question) {
    return question.mailingList() ? Optional.of(new Unlinked("it is a mailing list")) : Optional.empty();
  }

  private static Optional<Resolution> rolesAreACompanysAtMost(Question question) {
    if (!question.role()) {
      return Optional.empty();
    }
    var companies = allowed(question, Strength.FULL).stream().filter(Holding::company).toList();
    return oneOrSeveral(companies, "several records hold it").or(() -> Optional.of(new Unlinked("it is a role's address, not a person's")));
  }

  private static Optional<Resolution> recordsHoldIt(Question question) {
    return oneOrSeveral(outranking(allowed(question, Strength.FULL), question.pipelineRanks()), "several records hold it");
  }

  private static Optional<Resolution> recordsHoldItInPart(Question question) {
    return candidates(allowed(question, Strength.IN_PART), "the other fields of the rule do not agree");
  }

  private static Optional<Resolution> recordsHoldItsWeakerForm(Question question) {
    return candidates(allowed(question, Strength.WEAK), "only the address without its tag is the same");
  }

  private static Optional<Resolution> oneOrSeveral(List<Holding> holdings, String whySeveral) {
    return holdings.stream().map(Holding::recordId).distinct().count() == 1 ? Optional.of(linked(holdings)) : candidates(holdings, whySeveral);
  }

  private static Resolution linked(List<Holding> holdings) {
    var evidence = holdings.stream().sorted().toList();
    var strongest = evidence.getFirst();
    var method = strongest.method();
    return new Linked(
        strongest.recordId(), method.name(), method.confidence(), "", "one record holds it: " + written(strongest), evidence);
  }

  private static Optional<Resolution> candidates(List<Holding> holdings, String reason) {
    var strongest = new TreeMap<Long, Holding>();
    holdings.forEach(holding -> strongest.merge(holding.recordId(), holding,
        (one, other) -> one.method().compareTo(other.method()) <= 0 ? one : other));
    return strongest.isEmpty()
        ? Optional.empty()
        : Optional.of(new Ambiguous(strongest.values().stream().map(each -> new Candidate(each.recordId(), written(each))).toList(), reason));
  }

  private static String written(Holding holding) {
    return holding.method().name().toLowerCase(Locale.ROOT);
  }

  /** A pair that a person forbade is none, whatever matches. */
  private static List<Holding> allowed(Question question, Strength strength) {
    var forbidden = forbidden(question);
    return question.held().stream()
        .filter(holding -> holding.strength() == strength && !forbidden.contains(holding.recordId()))
        .toList();
  }

  private static Set<Long> forbidden(Question question) {
    return question.decisions().stream().filter(Forbid.class::isInstance).map(Question.Decision::recordId).collect(toSet());
  }

  /** Where the tenant ranks its pipelines, records of the highest one that has any go before all others. */
  private static List<Holding> outranking(List<Holding> holdings, List<String> ranks) {
    return ranks.stream()
        .map(pipeline -> holdings.stream().filter(holding -> holding.pipeline().equals(pipeline)).toList())
        .filter(ofPipeline -> !ofPipeline.isEmpty())
        .findFirst()
        .orElse(holdings);
  }

  private static OptionalLong company(Question question, Resolution resolution) {
    if (question.own() || question.blocked() || question.mailingList()) {
      return OptionalLong.empty();
    }
    var companies = question.companies().stream().collect(toCollection(TreeSet::new));
    companies.removeAll(forbidden(question));
    var itself = resolution instanceof Linked linked && companies.contains(linked.recordId());
    return companies.size() == 1 && !itself ? OptionalLong.of(companies.getFirst()) : OptionalLong.empty();
  }

  private ParticipantResolver() {}
}
