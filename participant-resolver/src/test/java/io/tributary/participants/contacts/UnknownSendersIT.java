package io.tributary.participants.contacts;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.BulkClass;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.events.Visibility;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.participants.Api;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.Overlap;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.care.RunCare;
import io.tributary.service.testing.EventReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Who wrote to us, and whom no record holds, becomes a record where the tenant wants that. */
@ResolverTest
class UnknownSendersIT {

  private static final String JANE = "jane.doe@elsewhere.test";
  private static final String ADA = "ada@acme.test";
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired private Resolver all;
  @Autowired private RunCare care;
  @Autowired private Api api;
  @Autowired private Overlap overlap;
  private Resolver tenant;

  @BeforeEach
  void aTenantThatWantsThem() {
    tenant = all.ofNewTenant();
    tenant.makeContacts(1, Instant.EPOCH);
  }

  @Test
  void aSenderWhomNoRecordHoldsBecomesARecordOnceTheGraceIsOver() {
    // Given
    tenant.observe(Mail.from("Jane.Doe@elsewhere.test").name("Jane Doe"));
    care.makeContacts();
    assertThat(made()).as("its record may be on its way").isEmpty();

    // When
    theGraceGoesBy();
    care.makeContacts();

    // Then
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(published()).isNotEmpty());
    var upsert = published().getFirst();
    assertThat(upsert.getSource()).isEqualTo("unknown-senders");
    assertThat(UUID.fromString(upsert.getExternalId())).as("says nothing of her, and outlives an erasure").isNotNull();
    assertThat(upsert.getExternalId()).isEqualTo(tenant.rows("select id::text from new_contacts where tenant = ?", tenant.tenant())
        .getFirst().get(0, String.class));
    assertThat(upsert.getSourceVersion()).isEqualTo(1);
    assertThat(upsert.getPipeline()).isEqualTo("leads");
    assertThat(upsert.getDeleted()).isFalse();
    assertThat(JSON.readTree(upsert.getData()))
        .isEqualTo(JSON.readTree("{\"work_email\": \"Jane.Doe@elsewhere.test\", \"full_name\": \"Jane Doe\", \"status\": \"new\"}"));
  }

  @Test
  void itsRecordIsLinkedAsAnyOther() {
    tenant.observe(Mail.from(JANE));
    becomesRecords();
    assertThat(tenant.link(JANE)).isEqualTo("UNLINKED");

    tenant.apply(record(7).email(JANE));

    assertThat(tenant.link(JANE)).isEqualTo("LINKED 7");
  }

  @Test
  void whoIsKnownAndWhoIsNobodyDoesNot() {
    tenant.connect("account-1", 1, Visibility.FULL, "me@ours.test");
    tenant.apply(record(1).email(ADA), record(2).emailWith("part@acme.test", "phone"), record(3).email("tagged@acme.test"));
    api.send(tenant.tenant(), "POST", "/api/links/blocklist", "{\"kind\": \"domain\", \"value\": \"blocked.test\", \"reason\": \"spam\"}", 200);
    tenant.observe(Mail.from("mistaken@elsewhere.test").id("mistaken@x"));
    tenant.decide("mistaken@elsewhere.test", 3, "FORBIDDEN");

    tenant.observe(
        Mail.from(JANE).to("copied@elsewhere.test"),
        Mail.from(ADA), Mail.from("part@acme.test"), Mail.from("tagged+news@acme.test"),
        Mail.from("me@ours.test").to("addressed@elsewhere.test"), Mail.from("colleague@ours.test"),
        Mail.from("sent@elsewhere.test").outbound(),
        Mail.from("someone@a.blocked.test"),
        Mail.from("info@elsewhere.test"), Mail.from("no-reply@elsewhere.test"),
        Mail.from("reader@elsewhere.test").list("list@elsewhere.test"),
        Mail.from("offers@elsewhere.test").bulk(BulkClass.BULK), Mail.from("away@elsewhere.test").bulk(BulkClass.AUTO_REPLY),
        Mail.from("prince@elsewhere.test").folder("spam"),
        Mail.from("mistaken@elsewhere.test"));
    becomesRecords();

    assertThat(made()).containsExactly("EMAIL " + JANE);
    assertThat(tenant.count("new_contacts")).as("nobody else is remembered").isEqualTo(1);
  }

  @Test
  void whoIsKnownByTheEndOfTheGraceDoesNot() {
    tenant.observe(Mail.from(ADA), Mail.from("nobodys@elsewhere.test"), Mail.from(JANE));
    tenant.apply(record(1).email(ADA));
    api.send(tenant.tenant(), "POST", "/api/links/blocklist", "{\"kind\": \"address\", \"value\": \"nobodys@elsewhere.test\", \"reason\": \"spam\"}", 200);

    becomesRecords();

    assertThat(made()).containsExactly("EMAIL " + JANE);
  }

  @Test
  void whoBecameARecordDoesNotAgainThoughPeopleDeletedIt() {
    tenant.observe(Mail.from(JANE));
    becomesRecords();
    var made = asMade();
    tenant.apply(record(7).email(JANE));
    tenant.apply(record(7).version(2).deleted());

    tenant.observe(Mail.from(JANE).name("Jane again"));
    becomesRecords();

    assertThat(asMade()).isEqualTo(made).hasSize(1);
    assertThat(tenant.link(JANE)).isEqualTo("UNLINKED");
  }

  @Test
  void twoProcessesThatMakeThemAtOnceMakeEachOnce() {
    tenant.observe(Mail.from(JANE));
    theGraceGoesBy();

    var byTheFirst = new ArrayList<String>();
    overlap.oneWhileTheOther(() -> {
      care.makeContacts();
      byTheFirst.addAll(asMade());
    }, care::makeContacts);

    assertThat(asMade()).isEqualTo(byTheFirst).hasSize(1);
  }

  @Test
  void whoWroteBeforeItWasSwitchedOnAndAfterItWasSwitchedOffDoesNot() {
    tenant.makeContacts(2, Instant.parse("2026-03-02T09:00:00Z"));
    tenant.observe(Mail.from("early@elsewhere.test").at(59), Mail.from(JANE).at(60));
    becomesRecords();
    assertThat(made()).containsExactly("EMAIL " + JANE);

    tenant.observe(Mail.from("waiting@elsewhere.test").at(61));
    tenant.makeContacts(3, null);
    tenant.observe(Mail.from("late@elsewhere.test").at(62));
    becomesRecords();
    assertThat(made()).containsExactly("EMAIL " + JANE);
    assertThat(tenant.count("new_contacts")).isEqualTo(1);
  }

  @Test
  void whoWritesInAChatOfTwoBecomesARecordByNumberAndWhoWritesInAGroupDoesNot() {
    var inAGroup = CommunicationObserved.newBuilder(Chat.message(tenant, "group", PhoneNumbers.identify("+44 20 7946 0020", null)
        .found().orElseThrow())).setChat("others").setGroup(true).build();

    tenant.observe(Chat.message(tenant, "direct", Chat.LID, Chat.NUMBER), inAGroup);
    becomesRecords();

    assertThat(made()).containsExactly("PHONE " + Chat.NUMBER.getCanonical());
    assertThat(tenant.rows("select data ->> 'mobile' from new_contacts where tenant = ?", tenant.tenant()).getValues(0, String.class))
        .containsExactly(Chat.NUMBER.getCanonical());
  }

  @Test
  void whatAStrangerSaidWaitsForTheRecordTheyBecome() {
    // Given what a webhook told, of which one is a list's
    tenant.observe(Mail.from(JANE).id("told@x").told(), Mail.from("reader@elsewhere.test").list("list@elsewhere.test").id("list@x").told());
    theGraceGoesBy();

    // When
    care.makeContacts();
    care.takeInStrangers();

    // Then
    assertThat(made()).containsExactly("EMAIL " + JANE);
    assertThat(tenant.count("waiting_messages")).as("the list's goes").isEqualTo(1);
    assertThat(tenant.count("messages")).isZero();
    tenant.apply(record(7).email(JANE));
    care.takeInStrangers();
    assertThat(tenant.rows("select external_id from messages where tenant = ?", tenant.tenant()).getValues(0, String.class)).containsExactly("told@x");
    assertThat(tenant.link(JANE)).isEqualTo("LINKED 7");
  }

  @Test
  void whoIsErasedIsNotRemembered() {
    tenant.observe(Mail.from(JANE));

    api.send(tenant.tenant(), "POST", "/api/privacy/erasures", "{\"email\":\"%s\",\"reason\":\"asked\",\"confirm\":true}".formatted(JANE), 200);
    assertThat(tenant.count("new_contacts")).isZero();

    tenant.observe(Mail.from(JANE));
    becomesRecords();
    assertThat(tenant.count("new_contacts")).isZero();
  }

  private void becomesRecords() {
    theGraceGoesBy();
    care.makeContacts();
  }

  private void theGraceGoesBy() {
    tenant.rows("update new_contacts set noted_at = noted_at - interval '2 hours' where tenant = ? returning value", tenant.tenant());
    tenant.rows("update waiting_messages set told_at = told_at - interval '2 hours' where tenant = ? returning id", tenant.tenant());
  }

  private List<String> made() {
    return tenant.rows("select kind || ' ' || value from new_contacts where tenant = ? and version > 0 order by 1", tenant.tenant())
        .getValues(0, String.class);
  }

  /** All there is of them: a second making shows in its time. */
  private List<String> asMade() {
    return tenant.rows("select concat_ws(' ', id, version, made_at, data) from new_contacts where tenant = ? order by 1", tenant.tenant())
        .getValues(0, String.class);
  }

  private List<RecordUpsert> published() {
    return EventReader.all(Topics.RECORD_UPSERTS).stream().filter(received -> received.key().startsWith(tenant.tenant() + "|"))
        .map(received -> received.value()).toList();
  }
}
