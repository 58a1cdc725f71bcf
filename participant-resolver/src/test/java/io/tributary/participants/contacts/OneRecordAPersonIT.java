package io.tributary.participants.contacts;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Channel;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.identifiers.LinkedInProfiles;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.care.RunCare;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who writes under several of their addresses or ids becomes one record, whichever is seen first. */
@ResolverTest
class OneRecordAPersonIT {

  private static final String JANE = "jane@elsewhere.test";
  private static final String TAGGED = "jane+work@elsewhere.test";
  private static final Identifier PROVIDER_ID = LinkedInProfiles.identify("ACoAAAcDMMQBODyLwZrRcgYhrkCafURGqva0U4E").found().orElseThrow();
  private static final Identifier SLUG = LinkedInProfiles.identify("https://www.linkedin.com/in/jane-doe").found().orElseThrow();

  @Autowired private Resolver all;
  @Autowired private RunCare care;
  private Resolver tenant;

  @BeforeEach
  void aTenantThatWantsThem() {
    tenant = all.ofNewTenant();
    tenant.makeContacts(1, Instant.EPOCH);
  }

  @Test
  void whoIsWaitedForUnderTwoOfTheirIdentitiesBecomesOneRecord() {
    tenant.observe(Mail.from(JANE), Mail.from(TAGGED), Mail.from("another@elsewhere.test"));
    tenant.observe(onLinkedIn("first", PROVIDER_ID));
    tenant.observe(onLinkedIn("second", SLUG, PROVIDER_ID));
    assertThat(tenant.count("new_contacts")).as("each is waited for").isEqualTo(5);

    becomesRecords();

    assertThat(made()).hasSize(3).contains("EMAIL another@elsewhere.test")
        .areExactly(2, of("EMAIL")).areExactly(1, of("LINKEDIN"));
    assertThat(tenant.count("new_contacts")).as("the others are let go").isEqualTo(3);
  }

  @Test
  void whoBecameARecordDoesNotAgainUnderATaggedAddress() {
    tenant.observe(Mail.from(JANE));
    becomesRecords();

    tenant.observe(Mail.from(TAGGED), Mail.from("jane+home@elsewhere.test"));
    becomesRecords();

    assertThat(made()).containsExactly("EMAIL " + JANE);
  }

  @Test
  void whoBecameARecordByATaggedAddressDoesNotAgainUnderAnotherTag() {
    tenant.observe(Mail.from(TAGGED));
    becomesRecords();

    tenant.observe(Mail.from(JANE), Mail.from("jane+home@elsewhere.test"));
    becomesRecords();

    assertThat(made()).containsExactly("EMAIL " + TAGGED);
  }

  @Test
  void whoBecameARecordByAProvidersIdDoesNotAgainOnceTheirProfileIsKnown() {
    tenant.observe(onLinkedIn("first", PROVIDER_ID));
    becomesRecords();

    tenant.observe(onLinkedIn("second", SLUG, PROVIDER_ID));
    becomesRecords();

    assertThat(made()).containsExactly("LINKEDIN_PROVIDER_ID " + PROVIDER_ID.getCanonical());
  }

  @Test
  void whatTheySaidUnderTheOtherAddressWaitsForTheirRecordToo() {
    tenant.observe(Mail.from(JANE).id("plain@x").told(), Mail.from(TAGGED).id("tagged@x").told());

    becomesRecords();
    care.takeInStrangers();

    assertThat(tenant.count("waiting_messages")).isEqualTo(2);
    tenant.apply(record(7).email(JANE));
    care.takeInStrangers();
    assertThat(tenant.rows("select external_id from messages where tenant = ?", tenant.tenant()).getValues(0, String.class))
        .containsExactlyInAnyOrder("plain@x", "tagged@x");
  }

  @Test
  void anotherTenantsRecordIsNobodysHere() {
    tenant.observe(Mail.from(JANE));
    becomesRecords();
    aTenantThatWantsThem();

    tenant.observe(Mail.from(TAGGED));
    becomesRecords();

    assertThat(made()).containsExactly("EMAIL " + TAGGED);
  }

  private CommunicationObserved onLinkedIn(String id, Identifier... aliases) {
    return CommunicationObserved.newBuilder(Chat.message(tenant, id, aliases)).setChannel(Channel.LINKEDIN).build();
  }

  private static Condition<String> of(String kind) {
    return new Condition<>(made -> made.startsWith(kind), "of kind %s", kind);
  }

  private void becomesRecords() {
    tenant.rows("update new_contacts set noted_at = noted_at - interval '2 hours' where tenant = ? returning value", tenant.tenant());
    tenant.rows("update waiting_messages set told_at = told_at - interval '2 hours' where tenant = ? returning id", tenant.tenant());
    care.makeContacts();
  }

  private List<String> made() {
    return tenant.rows("select kind || ' ' || value from new_contacts where tenant = ? and version > 0 order by 1", tenant.tenant())
        .getValues(0, String.class);
  }
}
