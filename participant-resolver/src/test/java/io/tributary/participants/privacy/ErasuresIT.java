package io.tributary.participants.privacy;

import static io.tributary.participants.RecordNow.record;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ErasedIdentifier;
import io.tributary.events.Identifier;
import io.tributary.events.PersonErased;
import io.tributary.events.Topics;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.participants.Api;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.service.kafka.Received;
import io.tributary.service.testing.EventReader;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Who else is told of an erasure, what they are told, and that nothing comes back by a topic that is read again. */
@ResolverTest
class ErasuresIT {

  private static final Identifier SWITCHBOARD = number("+44 20 7946 0100");

  @Autowired private Resolver all;
  @Autowired private Api api;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
    tenant.apply(
        record(1).email("ada@acme.test").email("ada@home.test").email("office@acme.test"),
        record(2).email("office@acme.test"),
        record(3).email("eve@home.test"));
  }

  @Test
  void theOtherServicesAreToldAndThenNobodyKnowsOfWhom() {
    // Given
    observe();
    assertThat(erase("\"email\":\"ada@acme.test\",\"records\":true", false).path("records").asInt()).as("of a dry run").isEqualTo(1);

    // When
    var erasure = erase("\"email\":\"ada@acme.test\",\"records\":true", true);

    // Then
    var id = erasure.path("id").asString();
    await().atMost(60, SECONDS).untilAsserted(() ->
        assertThat(api.get(tenant.tenant(), "/api/privacy/erasures/" + id, 200).path("told").asBoolean()).isTrue());
    assertThat(told(id)).isNotEmpty().allSatisfy(event -> {
      assertThat(event.getIdentifiers()).extracting(ErasedIdentifier::getCanonical).containsExactly("ada@acme.test");
      assertThat(event.getRecordIds()).containsExactly(1L);
      assertThat(event.getFromRecords()).isTrue();
      assertThat(event.getTenant()).isEqualTo(tenant.tenant());
    });
    assertThat(tenant.rows("select * from erasures where tenant = ?", tenant.tenant()).formatCSV()).doesNotContain("ada@");
    var past = api.get(tenant.tenant(), "/api/privacy/erasures/" + id, 200);
    assertThat(past.path("messages").asInt()).isEqualTo(3);
    assertThat(past.path("from_records").asBoolean()).isTrue();
    api.get(all.ofNewTenant().tenant(), "/api/privacy/erasures/" + id, 404);
    api.get(tenant.tenant(), "/api/privacy/erasures/" + UUID.randomUUID(), 404);
  }

  @Test
  void aReplayOfTheTopicBringsNothingBack() {
    // Given
    observe();
    erase("\"email\":\"ada@acme.test\"", true);
    var after = tenant.everything();

    // When
    observe();
    observe();

    // Then
    assertThat(tenant.everything()).isEqualTo(after).doesNotContain("Her words", "Told by a webhook", "Lovelace");
    assertThat(tenant.rows("select * from identities where tenant = ?", tenant.tenant()).formatCSV()).contains("eve@home.test").doesNotContain("ada@acme.test");
  }

  @Test
  void ofARecordGoesWhatItAloneHoldsAndNotWhatOthersHoldToo() {
    var erasure = erase("\"record_id\":1", true);

    assertThat(toldOnce(erasure).getIdentifiers()).extracting(ErasedIdentifier::getCanonical)
        .containsExactlyInAnyOrder("ada@acme.test", "ada@home.test");
    assertThat(toldOnce(erasure).getFromRecords()).isFalse();
  }

  @Test
  void whatEvidenceTellsIsNotTakenFromTheOthersWhoShareIt() {
    // Given two who are called by way of one switchboard, which the records of both hold
    tenant.apply(record(11).email("grace@acme.test").phone(SWITCHBOARD.getCanonical()), record(12).email("hedy@acme.test").phone(SWITCHBOARD.getCanonical()));
    tenant.observe(Mail.from("grace@acme.test").evidence(SWITCHBOARD).id("of grace"), Mail.from("hedy@acme.test").evidence(SWITCHBOARD).id("of hedy"));
    var link = tenant.link("hedy@acme.test");

    // When
    var erasure = erase("\"email\":\"grace@acme.test\",\"records\":true", true);

    // Then no other record is concerned, and the number is nobody's to lose
    assertThat(erasure.path("records").asInt()).isEqualTo(1);
    assertThat(toldOnce(erasure).getRecordIds()).containsExactly(11L);
    assertThat(toldOnce(erasure).getIdentifiers()).extracting(ErasedIdentifier::getCanonical).containsExactly("grace@acme.test");

    // And the colleague goes on being heard
    tenant.observe(Mail.from("hedy@acme.test").evidence(SWITCHBOARD).id("later"), Mail.from("grace@acme.test").evidence(SWITCHBOARD).id("erased"));
    assertThat(externalIds()).contains("of hedy", "later").doesNotContain("erased");
    assertThat(tenant.link("hedy@acme.test")).isEqualTo(link);
  }

  @Test
  void anAddressThatSeveralRecordsHoldLeadsToThemOnlyWhereTheRequestNamesIt() {
    // Given
    tenant.observe(Mail.from("office@acme.test").to("eve@home.test").id("of the office"));
    assertThat(erase("\"email\":\"office@acme.test\"", false).path("records").asInt()).isEqualTo(2);

    // When
    var erasure = erase("\"participant_id\":" + tenant.participant("office@acme.test"), true);

    // Then
    assertThat(erasure.path("records").asInt()).isZero();
    assertThat(toldOnce(erasure).getIdentifiers()).extracting(ErasedIdentifier::getCanonical).containsExactly("office@acme.test");
    tenant.observe(Mail.from("office@acme.test").to("eve@home.test").id("later"));
    assertThat(externalIds()).as("it was seen under that address").doesNotContain("later");
  }

  @Test
  void anArgentineNumberIsErasedInBothItsForms() {
    // Given a record holds it with the 9, and the request names it without
    tenant.apply(record(21).phone("+54 9 11 2345 6789"));
    tenant.observe(Chat.message(tenant, "with the 9", number("+5491123456789")));

    // When
    var erasure = erase("\"phone\":\"+54 11 2345 6789\"", true);

    // Then
    assertThat(erasure.path("participants").asInt()).isEqualTo(1);
    assertThat(toldOnce(erasure).getRecordIds()).containsExactly(21L);
    assertThat(toldOnce(erasure).getIdentifiers()).extracting(ErasedIdentifier::getCanonical)
        .containsExactlyInAnyOrder("+5491123456789", "+541123456789");
    tenant.observe(Chat.message(tenant, "again", number("+5491123456789")), Chat.message(tenant, "again, without", number("+541123456789")));
    assertThat(externalIds()).doesNotContain("again", "again, without");
    assertThat(tenant.rows("select * from identities where tenant = ?", tenant.tenant()).formatCSV()).doesNotContain("1123456789");
  }

  @Test
  void somebodyWhoIsNotKnownYetIsNotStoredLaterEither() {
    // Given what a webhook told of somebody waits
    tenant.observe(Mail.from("zoe@far.test").id("told").subject("Told by a webhook").told());
    assertThat(tenant.count("waiting_messages")).isEqualTo(1);

    // When
    assertThat(erase("\"email\":\"Zoe@far.test\"", true).path("participants").asInt()).isZero();

    // Then
    assertThat(tenant.count("waiting_messages")).isZero();
    tenant.apply(record(4).email("zoe@far.test"));
    tenant.observe(Mail.from("zoe@far.test").to("eve@home.test").id("later").subject("Later"));
    assertThat(tenant.count("messages")).isZero();
  }

  @Test
  void aConnectedAccountGoesOnBeingRead() {
    // Given
    tenant.connect("ours", 1, io.tributary.events.Visibility.FULL, "us@ours.test");
    observe();

    // When
    api.send(tenant.tenant(), "POST", "/api/privacy/erasures", body("\"email\":\"us@ours.test\"", true), 409);

    // Then
    tenant.observe(Mail.from("eve@home.test").to("us@ours.test").id("another").subject("Another"));
    assertThat(externalIds()).contains("another");
  }

  private void observe() {
    tenant.observe(
        Mail.from("ada@acme.test").name("Ada Lovelace").to("eve@home.test").id("hers").subject("Plan").text("Her words").at(0),
        Mail.from("eve@home.test").to("ada@acme.test").id("answer").subject("Plan").text("An answer").inReplyTo("hers").at(5),
        Mail.from("eve@home.test").to("bob@home.test").id("others").subject("Lunch").text("At noon").at(10));
    tenant.observe(Mail.from("ada@acme.test").id("told").subject("Plan").text("Told by a webhook").inReplyTo("hers").at(6).told());
  }

  private JsonNode erase(String whom, boolean confirm) {
    return api.send(tenant.tenant(), "POST", "/api/privacy/erasures", body(whom, confirm), 200);
  }

  private static String body(String whom, boolean confirm) {
    return "{%s,\"reason\":\"they asked\",\"confirm\":%s}".formatted(whom, confirm);
  }

  private static Identifier number(String number) {
    return PhoneNumbers.identify(number, null).found().orElseThrow();
  }

  private List<String> externalIds() {
    return tenant.rows("select external_id from messages where tenant = ?", tenant.tenant()).getValues(0, String.class);
  }

  private static PersonErased toldOnce(JsonNode erasure) {
    return await().atMost(60, SECONDS).until(() -> told(erasure.path("id").asString()), all -> !all.isEmpty()).getFirst();
  }

  private static List<PersonErased> told(String erasure) {
    return EventReader.all(Topics.PRIVACY_ERASURES).stream().map(Received::value).filter(Objects::nonNull)
        .filter(event -> event.getErasureId().equals(erasure)).toList();
  }
}
