package io.tributary.participants.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParticipantResolverTest {

  private static final Identity SHOWN = new Identity("EMAIL", "ada@acme.test");
  private static final Holding ADA = person(1, Method.EMAIL_MATCH);
  private static final Holding BOB = person(2, Method.EMAIL_MATCH);
  private static final Holding ACME = new Holding(9, "companies", true, Method.EMAIL_MATCH, Strength.FULL, SHOWN, "work_email");

  static Stream<Arguments> cases() {
    return Stream.of(
        argumentSet("nobody holds it", ask(), new Unlinked("no record holds it")),
        argumentSet("one holds the address", ask(ADA), linked(1, "EMAIL_MATCH", 0.95)),
        argumentSet("one holds the number", ask(person(1, Method.PHONE_MATCH)), linked(1, "PHONE_MATCH", 0.90)),
        argumentSet("one holds the profile", ask(person(1, Method.LINKEDIN_MATCH)), linked(1, "LINKEDIN_MATCH", 0.90)),
        argumentSet("one holds the number that its chat was found by", ask(person(1, Method.PROVIDER_LOOKUP)), linked(1, "PROVIDER_LOOKUP", 0.85)),
        argumentSet("one holds the number it shows and another that its chat was found by",
            ask(person(1, Method.PROVIDER_LOOKUP), person(1, Method.PHONE_MATCH)), linked(1, "PHONE_MATCH", 0.90)),
        argumentSet("one holds the number it shows, another the one that its chat was found by",
            ask(person(1, Method.PHONE_MATCH), person(2, Method.PROVIDER_LOOKUP)),
            new Ambiguous(List.of(new Candidate(1, "phone_match"), new Candidate(2, "provider_lookup")), "several records hold it")),
        argumentSet("a person forbade the one whose number its chat was found by",
            decided(List.of(new Forbid(1)), person(1, Method.PROVIDER_LOOKUP)), new Unlinked("no record holds it")),
        argumentSet("one holds it twice: the strongest counts",
            ask(person(1, Method.PHONE_MATCH), ADA), linked(1, "EMAIL_MATCH", 0.95)),
        argumentSet("two hold it", ask(BOB, ADA), several(1, 2)),
        argumentSet("one person and one company hold it", ask(ADA, ACME), several(1, 9)),
        argumentSet("two hold it, but contacts rank first",
            ranked(List.of("contacts", "companies"), ACME, ADA), linked(1, "EMAIL_MATCH", 0.95)),
        argumentSet("two of the highest pipeline hold it", ranked(List.of("contacts"), ADA, BOB, ACME), several(1, 2)),
        argumentSet("ranks of others say nothing", ranked(List.of("leads"), ADA, ACME), several(1, 9)),

        argumentSet("an AND rule's other fields do not agree", ask(weaker(ADA, Strength.IN_PART)),
            new Ambiguous(List.of(new Candidate(1, "email_match")), "the other fields of the rule do not agree")),
        argumentSet("who holds it in full goes before who holds it in part",
            ask(weaker(BOB, Strength.IN_PART), ADA), linked(1, "EMAIL_MATCH", 0.95)),
        argumentSet("only the address without its tag", ask(weaker(ADA, Strength.WEAK)),
            new Ambiguous(List.of(new Candidate(1, "email_match")), "only the address without its tag is the same")),
        argumentSet("the address itself goes before its weaker form",
            ask(weaker(BOB, Strength.WEAK), weaker(ADA, Strength.WEAK), ADA), linked(1, "EMAIL_MATCH", 0.95)),

        argumentSet("an own side that a record holds", own(ask(ADA)), new Unlinked("it is a connected account's own")),
        argumentSet("an own side that a person linked", own(decided(List.of(new Link(1, "eve", 0.9)))),
            new Unlinked("it is a connected account's own")),
        argumentSet("a list that a record holds", list(ask(ADA)), new Unlinked("it is a mailing list")),
        argumentSet("a list that a person linked", list(decided(List.of(new Link(1, "eve", 0.9)))), manual(1, 0.9)),
        argumentSet("a role that a person's record holds", role(ask(ADA)), new Unlinked("it is a role's address, not a person's")),
        argumentSet("a role that a company holds", role(ask(ADA, ACME)), linked(9, "EMAIL_MATCH", 0.95)),
        argumentSet("a role that a person linked", role(decided(List.of(new Link(1, "eve", 0.7)))), manual(1, 0.7)),

        argumentSet("a person linked it", decided(List.of(new Link(2, "eve", 0.9)), ADA), manual(2, 0.9)),
        argumentSet("people linked it to two", decided(List.of(new Link(2, "eve", 0.9), new Link(1, "kim", 0.9))),
            new Ambiguous(List.of(new Candidate(1, "manual"), new Candidate(2, "manual")), "people linked it to several records")),
        argumentSet("a person forbade the one that holds it", decided(List.of(new Forbid(1)), ADA), new Unlinked("no record holds it")),
        argumentSet("a person forbade one of two", decided(List.of(new Forbid(1)), ADA, BOB), linked(2, "EMAIL_MATCH", 0.95)),
        argumentSet("a person forbade one that holds it in part",
            decided(List.of(new Forbid(1)), weaker(ADA, Strength.IN_PART)), new Unlinked("no record holds it")),
        argumentSet("what is blocked, and held, and linked by a person", blocked(decided(List.of(new Link(1, "eve", 0.9)), ADA)),
            new Unlinked("it is blocked")),
        argumentSet("an own side that is blocked", own(blocked(ask(ADA))), new Unlinked("it is a connected account's own")),

        argumentSet("a person gave its identifier to one of two", said(ask(ADA, BOB), gave(2)), given(2)),
        argumentSet("a person gave both of its identifiers to one", said(ask(ADA), gave(2), gave(2)), given(2)),
        argumentSet("people gave its identifiers to two", said(ask(ADA), gave(2), gave(1)),
            new Ambiguous(List.of(new Candidate(1, "manual"), new Candidate(2, "manual")), "people gave its identifiers to several records")),
        argumentSet("a person said that it is nobody's", said(ask(ADA), nobodys()),
            new Unlinked("a person said that its identifier is nobody's")),
        argumentSet("one identifier is nobody's, the other was given away", said(ask(), nobodys(), gave(2)), given(2)),
        argumentSet("the participant itself was linked elsewhere", said(decided(List.of(new Link(3, "kim", 0.9))), gave(2)),
            new Linked(3, "MANUAL", 0.9, "kim", "linked by a person", List.of())),
        argumentSet("the record it was given to is forbidden for this one", said(decided(List.of(new Forbid(2)), ADA), gave(2)),
            linked(1, "EMAIL_MATCH", 0.95)),
        argumentSet("a list that was given to a record", said(list(ask()), gave(2)), given(2)),

        argumentSet("a person forbade the company of a role", role(decided(List.of(new Forbid(9)), ACME)),
            new Unlinked("it is a role's address, not a person's")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theAnswer(Question question, Resolution expected) {
    assertThat(withoutEvidence(ParticipantResolver.resolve(question).resolution())).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theOrderOfWhatIsStoredDoesNotMatter(Question question, Resolution expected) {
    var turned = new Question(question.own(), question.blocked(), question.mailingList(), question.role(), question.held().reversed(),
        question.decisions().reversed(), question.rules().reversed(), question.companies(), question.pipelineRanks());

    assertThat(ParticipantResolver.resolve(turned)).isEqualTo(ParticipantResolver.resolve(question));
    assertThat(withoutEvidence(ParticipantResolver.resolve(turned).resolution())).isEqualTo(expected);
  }

  @Test
  void aLinkNamesItsEvidenceTheStrongestFirst() {
    var number = person(1, Method.PHONE_MATCH);

    assertThat(ParticipantResolver.resolve(ask(number, ADA, weaker(BOB, Strength.WEAK))).resolution())
        .isInstanceOfSatisfying(Linked.class, linked -> assertThat(linked.evidence()).containsExactly(ADA, number));
  }

  @Test
  void theRuleThatDecidedIsNamedAndIsOneOfTheList() {
    assertThat(ParticipantResolver.resolve(ask(ADA)).rule()).isEqualTo("records hold its identifier").isIn(ParticipantResolver.rules());
    assertThat(ParticipantResolver.resolve(own(ask(ADA))).rule()).isEqualTo(ParticipantResolver.rules().getFirst());
    assertThat(ParticipantResolver.resolve(ask()).rule()).isEqualTo("no rule has an answer");
  }

  @Test
  void theCompanyOfItsWorkDomainIsItsSecondRecord() {
    assertThat(ParticipantResolver.resolve(with(Set.of(9L), ADA)).company()).hasValue(9);
    assertThat(ParticipantResolver.resolve(with(Set.of(9L))).company()).hasValue(9);
    assertThat(ParticipantResolver.resolve(role(with(Set.of(9L)))).company()).hasValue(9);
  }

  @Test
  void thereIsNoSecondRecordWhereTheDomainSaysNothing() {
    assertThat(ParticipantResolver.resolve(with(Set.of(8L, 9L), ADA)).company()).as("two companies").isEmpty();
    assertThat(ParticipantResolver.resolve(own(with(Set.of(9L)))).company()).as("an own side").isEmpty();
    assertThat(ParticipantResolver.resolve(list(with(Set.of(9L)))).company()).as("a list").isEmpty();
    assertThat(ParticipantResolver.resolve(with(Set.of(9L), ACME)).company()).as("the first record already").isEqualTo(OptionalLong.empty());
    var forbidden = new Question(false, false, false, false, List.of(), List.of(new Forbid(9)), List.of(), Set.of(9L), List.of());
    assertThat(ParticipantResolver.resolve(forbidden).company()).as("forbidden").isEmpty();
  }

  private static Holding person(long record, Method method) {
    return new Holding(record, "contacts", false, method, Strength.FULL, SHOWN, "work_email");
  }

  private static Holding weaker(Holding holding, Strength strength) {
    return new Holding(holding.recordId(), holding.pipeline(), holding.company(), holding.method(), strength, holding.identity(), holding.field());
  }

  private static Question ask(Holding... held) {
    return decided(List.of(), held);
  }

  private static Question decided(List<Decision> decisions, Holding... held) {
    return new Question(false, false, false, false, List.of(held), decisions, List.of(), Set.of(), List.of());
  }

  private static Question ranked(List<String> ranks, Holding... held) {
    return new Question(false, false, false, false, List.of(held), List.of(), List.of(), Set.of(), ranks);
  }

  private static Question with(Set<Long> companies, Holding... held) {
    return new Question(false, false, false, false, List.of(held), List.of(), List.of(), companies, List.of());
  }

  private static Question own(Question q) {
    return new Question(true, q.blocked(), q.mailingList(), q.role(), q.held(), q.decisions(), q.rules(), q.companies(), q.pipelineRanks());
  }

  private static Question blocked(Question q) {
    return new Question(q.own(), true, q.mailingList(), q.role(), q.held(), q.decisions(), q.rules(), q.companies(), q.pipelineRanks());
  }

  private static Question list(Question q) {
    return new Question(q.own(), q.blocked(), true, q.role(), q.held(), q.decisions(), q.rules(), q.companies(), q.pipelineRanks());
  }

  private static Question role(Question q) {
    return new Question(q.own(), q.blocked(), q.mailingList(), true, q.held(), q.decisions(), q.rules(), q.companies(), q.pipelineRanks());
  }

  private static Question said(Question q, IdentifierRule... rules) {
    return new Question(q.own(), q.blocked(), q.mailingList(), q.role(), q.held(), q.decisions(), List.of(rules), q.companies(), q.pipelineRanks());
  }

  private static IdentifierRule gave(long record) {
    return new IdentifierRule(record, "eve");
  }

  private static IdentifierRule nobodys() {
    return new IdentifierRule(null, "eve");
  }

  private static Resolution given(long record) {
    return new Linked(record, "MANUAL", 0.9, "eve", "a person gave its identifier to the record", List.of());
  }

  private static Resolution withoutEvidence(Resolution resolution) {
    return resolution instanceof Linked(var record, var method, var confidence, var by, var reason, _)
        ? new Linked(record, method, confidence, by, reason, List.of())
        : resolution;
  }

  private static Resolution linked(long record, String method, double confidence) {
    return new Linked(record, method, confidence, "", "one record holds it: " + method.toLowerCase(Locale.ROOT), List.of());
  }

  private static Resolution manual(long record, double confidence) {
    return new Linked(record, "MANUAL", confidence, "eve", "linked by a person", List.of());
  }

  private static Resolution several(long... records) {
    return new Ambiguous(
        Arrays.stream(records).mapToObj(record -> new Candidate(record, "email_match")).toList(), "several records hold it");
  }
}
