package io.tributary.records.changes;

import static io.tributary.events.Channel.EMAIL;
import static io.tributary.events.Channel.LINKEDIN;
import static io.tributary.events.Channel.WHATSAPP;
import static io.tributary.records.changes.Rows.EITHER;
import static io.tributary.records.changes.Rows.deleted;
import static io.tributary.records.changes.Rows.deletedAndMergedInto;
import static io.tributary.records.changes.Rows.mergedInto;
import static io.tributary.records.changes.Rows.people;
import static io.tributary.records.changes.Rows.row;
import static io.tributary.records.changes.Rows.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Position;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordDiffTest {

  private static final ChangePoint POINT = new ChangePoint(1000, Instant.parse("2026-11-21T10:00:00Z"));
  private static final String FULL = """
      {"first_name": "Ed", "last_name": "Tanous", "personal_email": "Ed@Tanous.net", "work_email": "ed@google.com",
       "phone_number": "020 7946 0018", "linkedin": "https://www.linkedin.com/in/ed-tanous/", "age": 41}""";

  static Stream<Arguments> changes() {
    var full = row(1, FULL);
    return Stream.of(
        Arguments.of("created with everything", null, full, List.of(EMAIL, WHATSAPP, LINKEDIN), true),
        Arguments.of("created without identifiers", null, row(1, "{\"first_name\": \"Ed\"}"), List.of(), true),
        Arguments.of("created with a malformed address", null, row(1, "{\"work_email\": \"n/a\"}"), List.of(), true),
        Arguments.of("an address changed", full, with("ed@google.com", "ed@fb.com"), List.of(EMAIL), true),
        Arguments.of("an address removed", full, with("ed@google.com", ""), List.of(EMAIL), true),
        Arguments.of("a phone changed", full, with("020 7946 0018", "020 7946 0019"), List.of(WHATSAPP), true),
        Arguments.of("a profile changed", full, with("/in/ed-tanous/", "/in/edt/"), List.of(LINKEDIN), true),
        Arguments.of("a profile that became a company page", full, with("/in/ed-tanous/", "/company/x/"), List.of(LINKEDIN), true),
        Arguments.of("the name changed", full, with("Tanous\"", "T.\""), List.of(), true),
        Arguments.of("a field that nobody publishes changed", full, with("41", "42"), List.of(), false),
        Arguments.of("deleted", full, deleted(full), List.of(EMAIL, WHATSAPP, LINKEDIN), true),
        Arguments.of("restored", deleted(full), row(3, FULL), List.of(EMAIL, WHATSAPP, LINKEDIN), true),
        Arguments.of("merged", full, mergedInto(12, full), List.of(EMAIL, WHATSAPP, LINKEDIN), true),
        Arguments.of("touched", full, touched(full, ChangeReason.RECONCILED), List.of(EMAIL, WHATSAPP, LINKEDIN), true),
        Arguments.of("purged after its deletion", deleted(full), null, List.of(), false),
        Arguments.of("purged without a deletion", full, null, List.of(EMAIL, WHATSAPP, LINKEDIN), true));
  }

  private static RecordRow with(String text, String replacement) {
    return row(2, FULL.replace(text, replacement));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void onlyChannelsWhoseIdentifiersChangedAreToldSo(
      String what, @Nullable RecordRow before, @Nullable RecordRow after, List<Channel> channels, boolean stateChanged) {
    var change = RecordDiff.between(before, after, people(EITHER), POINT);

    assertThat(change.channels()).extracting(IdentifiersChanged::getChannel).containsExactlyElementsOf(channels);
    assertThat(change.state() != null).isEqualTo(stateChanged);
  }

  static Stream<Arguments> reasons() {
    var full = row(1, FULL);
    return Stream.of(
        Arguments.of(ChangeReason.CREATED, null, full),
        Arguments.of(ChangeReason.UPDATED, full, with("ed@google.com", "ed@fb.com")),
        Arguments.of(ChangeReason.DELETED, full, deleted(full)),
        Arguments.of(ChangeReason.RESTORED, deleted(full), row(3, FULL)),
        Arguments.of(ChangeReason.MERGED, full, mergedInto(12, full)),
        Arguments.of(ChangeReason.RULES_CHANGED, full, touched(full, ChangeReason.RULES_CHANGED)),
        Arguments.of(ChangeReason.RECONCILED, full, touched(full, ChangeReason.RECONCILED)));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void everyEventSaysWhatHappened(ChangeReason reason, @Nullable RecordRow before, RecordRow after) {
    var change = RecordDiff.between(before, after, people(EITHER), POINT);

    assertThat(change.channels()).isNotEmpty().extracting(IdentifiersChanged::getReason).containsOnly(reason);
  }

  @Test
  void anEventCarriesTheWholeChannelWhatIsNewAndWhichFieldsLostTheirs() {
    var before = row(1, FULL);
    var after = row(2, FULL.replace("ed@google.com", "").replace("Ed@Tanous.net", "ed@tanous.org"));

    var event = RecordDiff.between(before, after, people(EITHER), POINT).channels().getFirst();

    assertThat(event.getCurrent()).extracting(Identifier::getCanonical).containsExactly("ed@tanous.org");
    assertThat(event.getAdded()).extracting(Identifier::getCanonical).containsExactly("ed@tanous.org");
    assertThat(event.getRemovedFields()).containsExactly("work_email");
    assertThat(event.getPosition()).isEqualTo(new Position(1000L, 2L, 3L));
    assertThat(event.getCommittedAt()).isEqualTo(POINT.committedAt());
  }

  @Test
  void deletedAndMergedRecordsHaveNothingToSyncAndOnlyDeletedOnesAreGone() {
    var deleted = RecordDiff.between(row(1, FULL), deleted(row(1, FULL)), people(EITHER), POINT);
    var merged = RecordDiff.between(row(1, FULL), mergedInto(12, row(1, FULL)), people(EITHER), POINT);

    assertThat(deleted.gone()).isTrue();
    assertThat(deleted.state()).satisfies(state -> assertThat(state.getDeleted()).isTrue());
    assertThat(merged.gone()).isFalse();
    assertThat(merged.state()).satisfies(state -> assertThat(state.getMergedInto()).isEqualTo(12L));
    assertThat(Stream.of(deleted, merged).flatMap(change -> change.channels().stream()))
        .allSatisfy(event -> {
          assertThat(event.getCurrent()).isEmpty();
          assertThat(event.getFingerprint()).isEmpty();
        });
  }

  @Test
  void whatAMergedRecordHeldGoesOnStandingInItsStateAlsoWhereItsSourceDeletedIt() {
    var before = RecordDiff.between(null, row(1, FULL), people(EITHER), POINT).state();
    var merged = RecordDiff.between(row(1, FULL), mergedInto(12, row(1, FULL)), people(EITHER), POINT).state();
    var both = RecordDiff.between(row(1, FULL), deletedAndMergedInto(12, row(1, FULL)), people(EITHER), POINT).state();
    var deleted = RecordDiff.between(row(1, FULL), deleted(row(1, FULL)), people(EITHER), POINT).state();

    assertThat(before.getIdentifiers()).isNotEmpty().isEqualTo(merged.getIdentifiers()).isEqualTo(both.getIdentifiers());
    assertThat(both.getDeleted()).isTrue();
    assertThat(deleted.getIdentifiers()).isEmpty();
  }

  @Test
  void theSameAddressInTwoFieldsIsOneIdentifierWithTheSearchFormsOfBoth() {
    var both = row(1, "{\"personal_email\": \"J.Doe@gmail.com\", \"work_email\": \"jdoe@gmail.com\"}");

    var event = RecordDiff.between(null, both, people(EITHER), POINT).channels().getFirst();

    assertThat(event.getCurrent()).hasSize(1);
    assertThat(event.getCurrent().getFirst().getSearchForms()).contains("J.Doe@gmail.com", "jdoe@gmail.com");
  }

  @Test
  void anotherSpellingOfTheSameAddressIsSearchedForAgain() {
    var change = RecordDiff.between(
        row(1, "{\"work_email\": \"jdoe@gmail.com\"}"), row(2, "{\"work_email\": \"j.doe@gmail.com\"}"), people(EITHER), POINT);

    assertThat(change.channels()).extracting(IdentifiersChanged::getChannel).containsExactly(EMAIL);
    assertThat(change.channels().getFirst().getAdded()).isEmpty();
  }

  @Test
  void aPipelineWithoutRulesHasNoIdentifiers() {
    var change = RecordDiff.between(null, row(1, FULL), people(null), POINT);

    assertThat(change.channels()).isEmpty();
    assertThat(change.state()).satisfies(state -> assertThat(state.getIdentifiers()).isEmpty());
  }

  @Test
  void aListOfValuesHoldsEachOfThem() {
    var change = RecordDiff.between(null, row(1, "{\"work_email\": [\"a@x.org\", \"b@x.org\", \"\"]}"), people(EITHER), POINT);

    assertThat(change.channels().getFirst().getCurrent()).extracting(Identifier::getCanonical).containsExactly("a@x.org", "b@x.org");
  }

  @Test
  void aFieldOfAnAndRuleSyncsButNamesWhatMustAgreeToo() {
    var rules = people("""
        {"operator": "OR", "conditions": [
          {"operator": "AND", "fields": [{"field": "work_email"}]},
          {"operator": "AND", "fields": [{"field": "work_email"}, {"field": "last_name"}]},
          {"operator": "AND", "fields": [{"field": "phone_number"}, {"field": "last_name"}]}]}""");

    var change = RecordDiff.between(null, row(1, FULL), rules, POINT);

    assertThat(change.channels()).extracting(IdentifiersChanged::getChannel).containsExactly(EMAIL, WHATSAPP);
    assertThat(change.state()).satisfies(state -> {
      assertThat(state.getIdentifiers()).extracting(held -> held.getField() + held.getRequires())
          .containsExactly("phone_number[last_name]", "work_email[]");
      assertThat(state.getMatchValues()).extracting(value -> value.getField() + "=" + value.getValue())
          .containsExactly("last_name=tanous", "phone_number=+442079460018");
    });
  }

  @Test
  void aFieldThatOnlyTriggersIsSyncedAndLinksNothing() {
    var rules = Rows.peopleByWorkEmail("personal_email", "phone_number", "work_email");

    var change = RecordDiff.between(row(1, FULL), with("Ed@Tanous.net", "ed@tanous.org"), rules, POINT);

    assertThat(change.channels()).extracting(IdentifiersChanged::getChannel).containsExactly(EMAIL);
    assertThat(change.channels().getFirst().getCurrent()).extracting(Identifier::getCanonical).containsExactly("ed@google.com", "ed@tanous.org");
    assertThat(change.channels().getFirst().getAdded()).extracting(Identifier::getCanonical).containsExactly("ed@tanous.org");
    assertThat(change.state()).satisfies(state ->
        assertThat(state.getIdentifiers()).extracting(held -> held.getIdentifier().getCanonical()).containsExactly("ed@google.com"));
  }

  @Test
  void withoutTriggersAFieldThatNoRuleHasIsNobodysConcern() {
    var change = RecordDiff.between(row(1, FULL), with("Ed@Tanous.net", "ed@tanous.org"), Rows.peopleByWorkEmail(), POINT);

    assertThat(change).isEqualTo(RecordChange.NOTHING);
  }

  @Test
  void whatOnlyTriggersIsGoneWithItsRecord() {
    var rules = Rows.peopleByWorkEmail("phone_number");

    var change = RecordDiff.between(row(1, FULL), deleted(row(1, FULL)), rules, POINT);

    assertThat(change.channels()).extracting(IdentifiersChanged::getChannel).containsExactly(EMAIL, WHATSAPP);
    assertThat(change.channels()).allSatisfy(event -> assertThat(event.getCurrent()).isEmpty());
  }

  @Test
  void aCompanyHoldsItsWorkDomainsButNoneThatManyShare() {
    var company = row(1, """
        {"name": "Fuzzy Squirrel", "website": "https://www.FuzzySquirrel.com/about", "work_email": "info@squirrel.de",
         "personal_email": "squirrel@gmail.com", "linkedin": "https://www.linkedin.com/company/squirrel"}""");

    var state = RecordDiff.between(null, company, Rows.pipeline("companies", true, EITHER, 1), POINT).state();

    assertThat(state).satisfies(is -> {
      assertThat(is.getCompanyPipeline()).isTrue();
      assertThat(is.getCompanyDomains()).containsExactly("fuzzysquirrel.com", "squirrel.de");
      assertThat(is.getDisplayName()).isEqualTo("Fuzzy Squirrel");
    });
  }

  @Test
  void fingerprintsOfEventsAreWhatAReconciliationExpects() {
    var change = RecordDiff.between(null, row(1, FULL), people(EITHER), POINT);
    var expected = PublishedRecord.of(row(9, FULL), people(EITHER));
    var triggered = RecordDiff.between(null, row(1, FULL), Rows.peopleByWorkEmail("phone_number"), POINT);
    var expectedTriggered = PublishedRecord.of(row(9, FULL), Rows.peopleByWorkEmail("phone_number"));

    assertThat(change.state()).satisfies(state -> assertThat(state.getFingerprint()).isEqualTo(expected.state()));
    assertThat(change.channels())
        .allSatisfy(event -> assertThat(event.getFingerprint()).isEqualTo(expected.channels().get(event.getChannel())));
    assertThat(triggered.channels()).hasSize(2)
        .allSatisfy(event -> assertThat(event.getFingerprint()).isEqualTo(expectedTriggered.channels().get(event.getChannel())));
  }
}
