package io.tributary.participants.resolve;

import io.tributary.participants.resolve.Question.Decision.Forbid;
import io.tributary.participants.resolve.Question.Decision.Link;
import io.tributary.participants.resolve.Question.Holding;
import io.tributary.participants.resolve.Question.Strength;
import io.tributary.participants.resolve.Resolution.Ambiguous;
import io.tributary.participants.resolve.Resolution.Linked;
import io.tributary.participants.resolve.Resolution.Unlinked;
import io.tributary.participants.resolve.Resolution.Whose;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides whose participant this is. One function for every path: sync, webhook, poller and record change. It looks at what is stored and
 * at nothing else, so the order in which things arrived never matters.
 */
public final class ParticipantResolver {

  /** Tried in this order; the first that has an answer gives it. */
  private static final List<Function<Question, Optional<Resolution>>> RULES = List.of(
      ParticipantResolver::aPersonDecided,
      ParticipantResolver::ownSidesAreNobodys,
      ParticipantResolver::mailingListsAreNobodys,
      ParticipantResolver::rolesAreNoPersons,
      ParticipantResolver::oneRecordHoldsIt,
      ParticipantResolver::severalRecordsHoldIt,
      ParticipantResolver::recordsHoldItInPart);

  /** The first rule's answer; {@link Unlinked} where no rule has one. */
  public static Whose resolve(Question question) {
    var resolution = RULES.stream()
        .flatMap(rule -> rule.apply(question).stream())
        .findFirst()
        .orElseGet(() -> new Unlinked("no record holds it"));
    return new Whose(resolution, company(question));
  }

  private static Optional<Resolution> aPersonDecided(Question question) {
    var links = question.decisions().stream().filter(Link.class::isInstance).map(Link.class::cast).toList();
    return switch (links.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Linked(links.getFirst().recordId(), "MANUAL", links.getFirst().confidence(), links.getFirst().by(), "linked by a person"));
      // Two participants with different manual links turned out to be one.
      default -> Optional.of(new Ambiguous(
          links.stream().map(Link::recordId).distinct().sorted().toList(), "people linked it to several records"));
    };
  }

  private static Optional<Resolution> ownSidesAreNobodys(Question question) {
    return question.own() ? Optional.of(new Unlinked("it is a connected account's own")) : Optional.empty();
  }

  private static Optional<Resolution> mailingListsAreNobodys(Question question) {
    return question.mailingList() ? Optional.of(new Unlinked("it is a mailing list")) : Optional.empty();
  }

  private static Optional<Resolution> rolesAreNoPersons(Question question) {
    return question.role() ? Optional.of(new Unlinked("it is a role's address, not a person's")) : Optional.empty();
  }

  private static Optional<Resolution> oneRecordHoldsIt(Question question) {
    var full = outranking(allowed(question, Strength.FULL), question.pipelineRanks());
    return records(full).size() == 1
        ? full.stream().min(Comparator.comparing(Holding::method)).map(ParticipantResolver::linked)
        : Optional.empty();
  }

  private static Optional<Resolution> severalRecordsHoldIt(Question question) {
    var full = records(outranking(allowed(question, Strength.FULL), question.pipelineRanks()));
    return full.isEmpty() ? Optional.empty() : Optional.of(new Ambiguous(List.copyOf(full), "several records hold it"));
  }

  private static Optional<Resolution> recordsHoldItInPart(Question question) {
    var inPart = records(allowed(question, Strength.IN_PART));
    if (!inPart.isEmpty()) {
      return Optional.of(new Ambiguous(List.copyOf(inPart), "the other fields of the rule do not agree"));
    }
    var weak = records(allowed(question, Strength.WEAK));
    return weak.isEmpty() ? Optional.empty() : Optional.of(new Ambiguous(List.copyOf(weak), "only the address without its tag is the same"));
  }

  private static Resolution linked(Holding holding) {
    var method = holding.method();
    return new Linked(holding.recordId(), method.name(), method.confidence(), "", "one record holds it: " + method.name().toLowerCase(Locale.ROOT));
  }

  /** A pair that a person forbade is none, whatever matches. */
  private static List<Holding> allowed(Question question, Strength strength) {
    var forbidden = question.decisions().stream().filter(Forbid.class::isInstance).map(decision -> decision.recordId()).collect(Collectors.toSet());
    return question.held().stream()
        .filter(holding -> holding.strength() == strength && !forbidden.contains(holding.recordId()))
        .toList();
  }

  /** Where the tenant ranks its pipelines, records of the highest one that has any go before all others. */
  private static List<Holding> outranking(List<Holding> holdings, List<String> ranks) {
    return ranks.stream()
        .map(pipeline -> holdings.stream().filter(holding -> holding.pipeline().equals(pipeline)).toList())
        .filter(ofPipeline -> !ofPipeline.isEmpty())
        .findFirst()
        .orElse(holdings);
  }

  private static Set<Long> records(List<Holding> holdings) {
    return holdings.stream().map(Holding::recordId).collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  private static OptionalLong company(Question question) {
    return !question.own() && !question.mailingList() && question.companies().size() == 1
        ? OptionalLong.of(question.companies().iterator().next())
        : OptionalLong.empty();
  }

  private ParticipantResolver() {}
}
