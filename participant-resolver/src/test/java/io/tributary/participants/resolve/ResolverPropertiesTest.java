package io.tributary.participants.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.resolve.Question.Decision;
import io.tributary.participants.resolve.Question.Decision.Forbid;
import io.tributary.participants.resolve.Question.Decision.Link;
import io.tributary.participants.resolve.Question.Holding;
import io.tributary.participants.resolve.Question.IdentifierRule;
import io.tributary.participants.resolve.Question.Method;
import io.tributary.participants.resolve.Question.Strength;
import io.tributary.participants.resolve.Resolution.Ambiguous;
import io.tributary.participants.resolve.Resolution.Candidate;
import io.tributary.participants.resolve.Resolution.Linked;
import io.tributary.participants.resolve.Resolution.Unlinked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of every question there can be. The seed is fixed, so that a build says the same each time; another one asks other questions. */
class ResolverPropertiesTest {

  private static final String SEED = "20261122";
  private static final int TRIES = 10_000;
  private static final int PEOPLE = 4;
  private static final int FIRST_COMPANY = 8;

  @Property(tries = TRIES, seed = SEED)
  void theOrderInWhichThingsAreKnownDoesNotMatter(@ForAll("questions") Question question, @ForAll Random random) {
    assertThat(ParticipantResolver.resolve(inAnotherOrder(question, random))).isEqualTo(ParticipantResolver.resolve(question));
  }

  @Property(tries = TRIES, seed = SEED)
  void ownAndBlockedSidesAreNobodys(@ForAll("questions") Question question) {
    if (isNobodys(question)) {
      assertThat(resolved(question)).isInstanceOf(Unlinked.class);
    }
  }

  @Property(tries = TRIES, seed = SEED)
  void noForbiddenPairComesBack(@ForAll("questions") Question question) {
    var forbidden = question.decisions().stream().filter(Forbid.class::isInstance).map(Decision::recordId).toList();
    switch (resolved(question)) {
      case Linked linked -> assertThat(forbidden).doesNotContain(linked.recordId());
      case Ambiguous several -> assertThat(several.candidates()).extracting(Candidate::recordId).noneMatch(forbidden::contains);
      case Unlinked _ -> {}
    }
  }

  @Property(tries = TRIES, seed = SEED)
  void whatAPersonLinkedIsLinked(@ForAll("questions") Question question) {
    var manual = question.decisions().stream().filter(Link.class::isInstance).map(Decision::recordId).distinct().toList();
    if (isNobodys(question) || manual.isEmpty()) {
      return;
    }
    assertThat(resolved(question)).isNotInstanceOf(Unlinked.class);
    if (manual.size() == 1) {
      assertThat(resolved(question)).isInstanceOfSatisfying(Linked.class, linked -> assertThat(linked.recordId()).isEqualTo(manual.getFirst()));
    }
  }

  @Property(tries = TRIES, seed = SEED)
  void aLinkRestsOnEvidenceOrOnAPerson(@ForAll("questions") Question question) {
    var whose = ParticipantResolver.resolve(question);
    if (whose.resolution() instanceof Linked linked) {
      assertThat(linked.confidence()).isBetween(0.0, 1.0);
      assertThat(linked.evidence().isEmpty()).isEqualTo(linked.method().equals("MANUAL"));
      assertThat(linked.evidence()).allMatch(holding -> holding.strength() == Strength.FULL && holding.recordId() == linked.recordId());
      assertThat(whose.company()).isNotEqualTo(OptionalLong.of(linked.recordId()));
    }
  }

  @Property(tries = TRIES, seed = SEED)
  void candidatesAreNamedOnceAndInOrder(@ForAll("questions") Question question) {
    if (resolved(question) instanceof Ambiguous several) {
      assertThat(several.candidates()).extracting(Candidate::recordId).isNotEmpty().doesNotHaveDuplicates().isSorted();
    }
  }

  @Provide
  Arbitrary<Question> questions() {
    var people = Combinators.combine(decisions(), rules()).as(Tuple::of);
    return Combinators.combine(rarely(), rarely(), rarely(), rarely(), holdings(), people, companies(), ranks())
        .as((own, blocked, list, role, held, decided, companies, ranks) ->
            new Question(own, blocked, list, role, held, decided.get1(), decided.get2(), companies, ranks));
  }

  private static Arbitrary<List<Holding>> holdings() {
    var record = Arbitraries.frequencyOf(
        Tuple.of(3, people()), Tuple.of(1, Arbitraries.longs().between(FIRST_COMPANY, FIRST_COMPANY + 1)));
    var identity = Arbitraries.integers().between(0, 2).map(number -> new Identity("EMAIL", "a" + number));
    return Combinators.combine(record, Arbitraries.of(Method.class), Arbitraries.of(Strength.class), identity, Arbitraries.of("f0", "f1"))
        .as((id, method, strength, shown, field) ->
            new Holding(id, id < FIRST_COMPANY ? "contacts" : "companies", id >= FIRST_COMPANY, method, strength, shown, field))
        .list().ofMaxSize(5);
  }

  /** One about each record, as the newest about a pair counts. */
  private static Arbitrary<List<Decision>> decisions() {
    var decision = Combinators.combine(people(), Arbitraries.of(true, false))
        .as((record, linked) -> linked ? (Decision) new Link(record, "eve", 0.9) : new Forbid(record));
    return decision.list().uniqueElements(Decision::recordId).ofMaxSize(2);
  }

  private static Arbitrary<List<IdentifierRule>> rules() {
    return people().injectNull(1.0 / 3).map(record -> new IdentifierRule(record, "kim")).list().ofMaxSize(2);
  }

  private static Arbitrary<Set<Long>> companies() {
    return Arbitraries.longs().between(FIRST_COMPANY, FIRST_COMPANY + 1).set().ofMaxSize(2);
  }

  private static Arbitrary<List<String>> ranks() {
    return Arbitraries.of(List.of(), List.of("companies", "contacts"));
  }

  private static Arbitrary<Long> people() {
    return Arbitraries.longs().between(1, PEOPLE);
  }

  private static Arbitrary<Boolean> rarely() {
    return Arbitraries.frequency(Tuple.of(7, false), Tuple.of(1, true));
  }

  private static Resolution resolved(Question question) {
    return ParticipantResolver.resolve(question).resolution();
  }

  private static boolean isNobodys(Question question) {
    return question.own() || question.blocked();
  }

  private static Question inAnotherOrder(Question q, Random random) {
    return new Question(q.own(), q.blocked(), q.mailingList(), q.role(), inAnotherOrder(q.held(), random), inAnotherOrder(q.decisions(), random),
        inAnotherOrder(q.rules(), random), q.companies(), q.pipelineRanks());
  }

  private static <T> List<T> inAnotherOrder(List<T> list, Random random) {
    var copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }
}
