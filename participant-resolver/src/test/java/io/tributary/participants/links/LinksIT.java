package io.tributary.participants.links;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identifiers.PhoneNumbers;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever comes first, record or communication: what is stored decides. */
@ResolverTest
class LinksIT {

  private static final String ADA = "ada@acme.test";

  @Autowired private Resolver all;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
  }

  @Test
  void theRecordFirst() {
    tenant.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA).to("bob@home.test"));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
    assertThat(tenant.link("bob@home.test")).isEqualTo("UNLINKED");
  }

  @Test
  void theCommunicationFirst() {
    tenant.observe(Mail.from(ADA).to("bob@home.test"));
    tenant.apply(record(1).email(ADA));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void aSecondHolderMakesItAmbiguousUntilItLetsGo() {
    tenant.observe(Mail.from(ADA));
    tenant.apply(record(1).email(ADA), record(2).email(ADA));
    assertThat(tenant.link(ADA)).isEqualTo("AMBIGUOUS 1,2");

    tenant.apply(record(2).version(2).email("other@acme.test"));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void anIdentifierThatIsRemovedTakesItsLinkAlong() {
    tenant.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA));

    tenant.apply(record(1).version(2));

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
  }

  @Test
  void aDeletedRecordsLinksGoAndComeBackWithIt() {
    tenant.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA), Mail.from("bob@home.test"));
    tenant.decide("bob@home.test", 1, "LINKED");

    tenant.apply(record(1).version(2).email(ADA).deleted());
    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");

    tenant.apply(record(1).version(3).email(ADA));
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
    assertThat(tenant.link("bob@home.test")).as("what a person decided").isEqualTo("LINKED 1");
  }

  @Test
  void aStateThatIsNotNewerChangesNothing() {
    tenant.apply(record(1).version(2).email(ADA));
    tenant.observe(Mail.from(ADA));
    var before = tenant.everything();

    tenant.apply(record(1).version(1));
    tenant.apply(record(1).version(2));

    assertThat(tenant.everything()).isEqualTo(before);
  }

  @Test
  void ofABatchTheNewestStateCounts() {
    tenant.observe(Mail.from(ADA));

    tenant.apply(record(1).version(3).email(ADA), record(1).version(1), record(2).version(1).email(ADA), record(2).version(2));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void everyChangeOfALinkIsKeptWithWhatItWasBefore() {
    tenant.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA).to("bob@home.test"));
    tenant.apply(record(1).version(2).email(ADA), record(2).email(ADA));
    tenant.apply(record(2).version(2));

    assertThat(tenant.rows("""
        select concat_ws(' ', changed_by, from_status, from_record_id, '>', to_status, to_record_id) from link_history where tenant = ? order by id""",
        tenant.tenant()).getValues(0, String.class))
        .containsExactly("resolver > LINKED 1", "resolver LINKED 1 > AMBIGUOUS", "resolver AMBIGUOUS > LINKED 1");
  }

  @Test
  void whatPeopleDecidedFollowsTheSurvivorOfTheSurvivor() {
    // Given
    tenant.apply(record(1), record(2), record(3).email("bob@home.test"));
    tenant.observe(Mail.from(ADA).to("bob@home.test"));
    tenant.decide(ADA, 1, "LINKED");
    tenant.decide("bob@home.test", 1, "FORBIDDEN");

    // When 1 → 2 → 3, known the other way round
    tenant.apply(record(2).version(2).mergedInto(3));
    tenant.apply(record(1).version(2).mergedInto(2));

    // Then
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 3");
    assertThat(tenant.link("bob@home.test")).isEqualTo("UNLINKED");
  }

  @Test
  void anAndRuleLinksOnlyWhereTheOtherFieldAgrees() {
    tenant.observe(Mail.from(ADA));

    tenant.apply(record(1).emailWith(ADA, "phone").phone("+44 20 7946 0018"));

    assertThat(tenant.link(ADA)).isEqualTo("AMBIGUOUS 1");
  }

  @Test
  void anAndRuleHoldsWhereTheNameAgreesUnderWhichItWasEverSeen() {
    // Given names whose words mail shows, in whatever order
    tenant.observe(Mail.from(ADA).name("Lovelace, Ada (Engines)"), Mail.from("bob@acme.test").name("B. Baker"));

    // When
    tenant.apply(
        record(1).emailWith(ADA, "first_name", "last_name").value("first_name", "ada").value("last_name", "lovelace"),
        record(2).emailWith("bob@acme.test", "first_name").value("first_name", "bob"));

    // Then
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
    assertThat(tenant.link("bob@acme.test")).isEqualTo("AMBIGUOUS 2");

    // When it is seen under another name
    tenant.observe(Mail.from("bob@acme.test").name("Bob Baker"));

    // Then
    assertThat(tenant.link("bob@acme.test")).isEqualTo("LINKED 2");
  }

  @Test
  void anAndRuleHoldsWhereTheWorkDomainAgreesAndNotByAWordOfAnyField() {
    tenant.observe(Mail.from(ADA).name("Paris Lovelace"), Mail.from("bob@acme.test").name("Bob"));

    tenant.apply(
        record(1).emailWith(ADA, "city").value("city", "paris"),
        record(2).emailWith("bob@acme.test", "website").value("website", "acme.test"));

    assertThat(tenant.link(ADA)).isEqualTo("AMBIGUOUS 1");
    assertThat(tenant.link("bob@acme.test")).isEqualTo("LINKED 2");
  }

  @Test
  void anAndRuleWhoseOtherValueChangesIsDecidedAgain() {
    tenant.observe(Mail.from(ADA).name("Ada Lovelace"));
    tenant.apply(record(1).emailWith(ADA, "last_name").value("last_name", "byron"));
    assertThat(tenant.link(ADA)).isEqualTo("AMBIGUOUS 1");

    tenant.apply(record(1).version(2).emailWith(ADA, "last_name").value("last_name", "lovelace"));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void aMergedRecordsLinksFollowToTheSurvivorAndComeBackWithIt() {
    // Given
    tenant.apply(record(1).email(ADA), record(2).email("bob@home.test"));
    tenant.observe(Mail.from(ADA).to("bob@home.test"));

    // When
    tenant.apply(record(1).version(2).email(ADA).mergedInto(2));

    // Then
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 2");
    assertThat(tenant.link("bob@home.test")).isEqualTo("LINKED 2");

    // When the survivor goes, and comes back
    tenant.apply(record(2).version(2).deleted());
    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
    tenant.apply(record(2).version(3).email("bob@home.test"));
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 2");

    // When the merge is taken back
    tenant.apply(record(1).version(3).email(ADA));

    // Then
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
    assertThat(tenant.link("bob@home.test")).isEqualTo("LINKED 2");
  }

  @Test
  void aSurvivorThatComesLastIsWaitedFor() {
    tenant.observe(Mail.from(ADA));
    tenant.apply(record(1).version(2).email(ADA).mergedInto(2));
    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");

    tenant.apply(record(2));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 2");
  }

  @Test
  void recordsThatWereMergedInACircleAreNobodys() {
    tenant.observe(Mail.from(ADA));
    tenant.apply(record(1).email(ADA).mergedInto(2), record(2).email(ADA).mergedInto(1));
    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");

    tenant.apply(record(2).version(2).email(ADA));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 2");
  }

  @Test
  void aTagMakesItACandidateEitherWay() {
    tenant.observe(Mail.from("ada+news@acme.test"), Mail.from("bob@acme.test"));

    tenant.apply(record(1).email(ADA), record(2).email("bob+home@acme.test"));

    assertThat(tenant.link("ada+news@acme.test")).isEqualTo("AMBIGUOUS 1");
    assertThat(tenant.link("bob@acme.test")).isEqualTo("AMBIGUOUS 2");
  }

  @Test
  void gmailsDotsAndTagsAreOnePerson() {
    tenant.observe(Mail.from("Ada.Lovelace+x@googlemail.com").id("a"), Mail.from("adalovelace@gmail.com").id("b"));

    tenant.apply(record(1).email("a.dalovelace@gmail.com"));

    assertThat(tenant.count("participants")).isEqualTo(1);
    assertThat(tenant.link("Ada.Lovelace+x@googlemail.com")).isEqualTo("LINKED 1");
  }

  @ParameterizedTest
  @CsvSource({
    "+55 11 91234-5678, +55 11 1234-5678, not a mobile number of old: eight digits that begin with 1",
    "+55 11 98765-4321, +55 11 8765-4321, Brazil's ninth digit",
    "+52 55 1234 5678, +52 1 55 1234 5678, Mexico's 1",
    "+54 11 2345-6789, +54 9 11 2345-6789, Argentina's 9",
    "+54 9 11 2345-6789, +54 11 2345-6789, Argentina's 9 the other way round",
    "+44 (0)20 7946 0018, 0044 20 7946 0018, two ways of writing"})
  void aNumberIsOneInAllItsVariants(String held, String seen, String why) {
    var number = PhoneNumbers.identify(seen, null).found().orElseThrow();
    tenant.apply(record(1).phone(held));

    tenant.observe(Chat.message(tenant, "a", number));

    assertThat(tenant.link(number.getRaw())).as(why).isEqualTo(why.startsWith("not") ? "UNLINKED" : "LINKED 1");
  }

  @Test
  void aMailingListIsNobodysAlsoInHindsight() {
    tenant.apply(record(1).email("team@lists.test"));
    tenant.observe(Mail.from(ADA).to("team@lists.test"));
    assertThat(tenant.link("team@lists.test")).isEqualTo("LINKED 1");

    tenant.observe(Mail.from("bob@home.test").to(ADA).list("team@lists.test"));

    assertThat(tenant.link("team@lists.test")).isEqualTo("UNLINKED");
  }

  @Test
  void aRoleIsACompanysAtMost() {
    tenant.apply(record(1).email("info@acme.test"), record(9).company("acme.test"), record(8).company().email("info@globex.test"));
    tenant.observe(Mail.from("info@acme.test").to("info@globex.test", ADA));

    assertThat(tenant.link("info@acme.test")).isEqualTo("UNLINKED");
    assertThat(tenant.link("info@globex.test")).isEqualTo("LINKED 8");
    assertThat(secondary("info@acme.test")).isEqualTo(9L);
    assertThat(secondary(ADA)).isEqualTo(9L);
  }

  @Test
  void oneTenantsRecordIsNeverAnothers() {
    var other = all.ofNewTenant();
    other.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA));
    other.observe(Mail.from(ADA));

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
    assertThat(other.link(ADA)).isEqualTo("LINKED 1");
  }

  private Object secondary(String handle) {
    return tenant.rows("""
        select l.secondary_record_id from participants p join participant_links l on l.tenant = p.tenant and l.participant_id = p.id
        where p.tenant = ? and p.handle = ?""", tenant.tenant(), handle).getFirst().get(0);
  }
}
