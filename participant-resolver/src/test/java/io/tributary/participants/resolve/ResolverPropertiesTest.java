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
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every question there can be; each is told by its seed. */
class ResolverPropertiesTest {

  private static final int RUNS = Integer.getInteger("tributary.properties.questions", 3_000);

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(10);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void holdsOfEveryQuestion(long seed) {
    var random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      var question = question(random);
      var whose = ParticipantResolver.resolve(question);
      assertThat(ParticipantResolver.resolve(shuffled(question, random))).as("in another order: %s", question).isEqualTo(whose);
      obeys(question, whose);
    }
  }

  private static void obeys(Question question, Resolution.Whose whose) {
    var forbidden = question.decisions().stream().filter(Forbid.class::isInstance).map(Decision::recordId).toList();
    var manual = question.decisions().stream().filter(Link.class::isInstance).map(Decision::recordId).distinct().toList();
    var nobodys = question.own() || question.blocked();
    switch (whose.resolution()) {
      case Linked linked -> {
        assertThat(nobodys).as("own and blocked sides are nobody's: %s", question).isFalse();
        assertThat(forbidden).as("no forbidden pair: %s", question).doesNotContain(linked.recordId());
        assertThat(linked.confidence()).isBetween(0.0, 1.0);
        assertThat(linked.evidence().isEmpty()).as("evidence, unless a person decided: %s", question).isEqualTo(linked.method().equals("MANUAL"));
        assertThat(linked.evidence()).allMatch(holding -> holding.strength() == Strength.FULL && holding.recordId() == linked.recordId());
        assertThat(whose.company()).isNotEqualTo(java.util.OptionalLong.of(linked.recordId()));
      }
      case Ambiguous several -> {
        assertThat(nobodys).as("own and blocked sides are nobody's: %s", question).isFalse();
        assertThat(several.candidates().stream().map(Candidate::recordId)).doesNotHaveDuplicates().isSorted().isNotEmpty()
            .noneMatch(forbidden::contains);
      }
      case Unlinked _ -> assertThat(nobodys || manual.isEmpty()).as("what a person linked is linked: %s", question).isTrue();
    }
    if (!nobodys && manual.size() == 1) {
      assertThat(whose.resolution()).as("people win: %s", question)
          .isInstanceOfSatisfying(Linked.class, linked -> assertThat(linked.recordId()).isEqualTo(manual.getFirst()));
    }
  }

  private static Question question(Random random) {
    var decided = new TreeSet<Long>();
    var decisions = some(random, 2, () -> {
      long record = 1 + random.nextInt(4);
      return random.nextBoolean() ? (Decision) new Link(record, "eve", 0.9) : new Forbid(record);
    }).stream().filter(decision -> decided.add(decision.recordId())).toList();
    return new Question(rarely(random), rarely(random), rarely(random), rarely(random),
        some(random, 5, () -> holding(random)),
        decisions,
        some(random, 2, () -> new IdentifierRule(random.nextInt(3) == 0 ? null : (Long) (1L + random.nextInt(4)), "kim")),
        Set.copyOf(some(random, 2, () -> (long) 8 + random.nextInt(2))),
        random.nextBoolean() ? List.of() : List.of("companies", "contacts"));
  }

  private static Holding holding(Random random) {
    var company = random.nextInt(4) == 0;
    return new Holding(company ? 8 + random.nextInt(2) : 1 + random.nextInt(4), company ? "companies" : "contacts", company,
        Method.values()[random.nextInt(3)], Strength.values()[random.nextInt(3)], new Identity("EMAIL", "a" + random.nextInt(3)), "f" + random.nextInt(2));
  }

  private static boolean rarely(Random random) {
    return random.nextInt(8) == 0;
  }

  private static <T> List<T> some(Random random, int most, Supplier<T> one) {
    return Stream.generate(one).limit(random.nextInt(most + 1)).toList();
  }

  private static Question shuffled(Question q, Random random) {
    return new Question(q.own(), q.blocked(), q.mailingList(), q.role(), shuffled(q.held(), random), shuffled(q.decisions(), random),
        shuffled(q.rules(), random), q.companies(), q.pipelineRanks());
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    var copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }
}
