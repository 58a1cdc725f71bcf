package io.tributary.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ChangeReason;
import io.tributary.events.Identifier;
import io.tributary.events.JobStatus;
import io.tributary.events.LinkMethod;
import io.tributary.events.LinkStatus;
import io.tributary.events.SyncJob;
import io.tributary.events.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code docs/journey-of-an-event.md}, walked: an e-mail address is entered, and real mail becomes the record's timeline. Each step is a test
 * of its own, in the page's words; later steps look at what the earlier ones left behind.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IdentifierChangeJourneyTest {

  /** Somebody in the sample mail, and what its expected.json says of them. */
  private static final String ADDRESS = "rah@shipwright.com";
  private static final int MESSAGES = 33;
  private static final int CONVERSATIONS = 12;
  private static final int SALESFORCE_CONTACTS = 817;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir
  private static Path folder;
  private static RunningSystem system;
  private static long record;
  private static long whatsAppCallsBefore;
  private static long linkedInCallsBefore;

  @BeforeAll
  static void aRecordWithoutAnAddress() throws Exception {
    system = RunningSystem.start(folder, List.of(
        "external_id,first_name,last_name,personal_email,work_email,phone_number,linkedin,company",
        "ext-1,R. A.,Hettinga,,,+1 617 555 0100,https://www.linkedin.com/in/rahettinga-sample,shipwright.com"));
    record = system.frontDoor().all("/api/records").getFirst().path("id").asLong();
  }

  @AfterAll
  static void stop() throws Exception {
    if (system != null) {
      system.close();
    }
  }

  @Test
  @Order(1)
  void aUserEntersAnAddress() throws Exception {
    whatsAppCallsBefore = system.provider().callsByChannel().path("whatsapp").asLong();
    linkedInCallsBefore = system.provider().callsByChannel().path("linkedin").asLong();
    var before = system.frontDoor().get("/api/records/" + record);
    var after = system.frontDoor().patch("/api/records/" + record, Map.of("data", Map.of("work_email", ADDRESS)));
    system.awaitQuiet();

    assertThat(after.path("data").path("work_email").asString()).isEqualTo(ADDRESS);
    assertThat(after.path("version").asLong()).isGreaterThan(before.path("version").asLong());
  }

  @Test
  @Order(2)
  void theCommitBecomesAnIdentifierChangeOfThatChannelOnly() {
    var email = EventsOf.key(system, Topics.EMAIL_IDENTIFIER_CHANGES, key());
    var whatsapp = EventsOf.key(system, Topics.WHATSAPP_IDENTIFIER_CHANGES, key());
    var linkedin = EventsOf.key(system, Topics.LINKEDIN_IDENTIFIER_CHANGES, key());

    assertThat(email.getLast().getReason()).isEqualTo(ChangeReason.UPDATED);
    assertThat(email.getLast().getCurrent()).extracting(Identifier::getCanonical).containsExactly(ADDRESS);
    assertThat(whatsapp).as("the phone number did not change").hasSize(1);
    assertThat(linkedin).as("the profile did not change").hasSize(1);
  }

  @Test
  @Order(3)
  void oneJobSyncsThatPersonsMail() {
    var jobs = EventsOf.key(system, Topics.RECORD_STATES, key());
    var status = system.frontDoor().get("/api/records/" + record + "/sync_status/");
    var states = latestEmailJob();

    assertThat(jobs).isNotEmpty();
    assertThat(states.getStatus()).isEqualTo(JobStatus.COMPLETED);
    assertThat(states.getAccountsDone()).isEqualTo(states.getAccountsTotal()).isEqualTo(3);
    assertThat(status.toString()).contains("COMPLETED");
  }

  @Test
  @Order(4)
  void noOtherChannelIsCalled() throws Exception {
    var calls = system.provider().callsByChannel();

    assertThat(calls.path("email").asLong()).isPositive();
    assertThat(calls.path("whatsapp").asLong()).as("the number was looked for when the record was made").isEqualTo(whatsAppCallsBefore);
    assertThat(calls.path("linkedin").asLong()).as("the profile was looked up when the record was made").isEqualTo(linkedInCallsBefore);
  }

  @Test
  @Order(5)
  void theParticipantIsLinkedByItsAddress() {
    var linked = system.frontDoor().all("/api/records/" + record + "/participants").stream()
        .filter(participant -> participant.toString().contains(ADDRESS))
        .toList();

    assertThat(linked).hasSize(1);
    var link = EventsOf.key(system, Topics.PARTICIPANT_LINKS, "acme|" + linked.getFirst().path("id").asLong()).getLast();
    assertThat(link.getStatus()).isEqualTo(LinkStatus.LINKED);
    assertThat(link.getRecordId()).isEqualTo(record);
    assertThat(link.getMethod()).isEqualTo(LinkMethod.EMAIL_MATCH);
    assertThat(link.getConfidence()).isEqualTo(0.95);
  }

  @Test
  @Order(6)
  void theRecordHasItsTimeline() {
    var conversations = system.frontDoor().all("/api/records/" + record + "/conversations");
    var messages = new HashSet<Long>();
    for (var conversation : conversations) {
      system.frontDoor().all("/api/conversations/" + conversation.path("id").asLong() + "/messages").stream()
          .filter(message -> message.path("participants").toString().contains(ADDRESS))
          .forEach(message -> messages.add(message.path("id").asLong()));
    }

    assertThat(conversations).hasSize(CONVERSATIONS);
    assertThat(messages).hasSize(MESSAGES);
    assertThat(conversations).isSortedAccordingTo((a, b) -> lastMessageOf(b).compareTo(lastMessageOf(a)));
  }

  @Test
  @Order(7)
  void anotherTenantSeesNothingOfIt() {
    var others = system.frontDoorFor("globex");

    assertThat(others.all("/api/records")).isEmpty();
    assertThat(others.all("/api/record-summaries")).isEmpty();
    assertThatThrownBy(() -> others.get("/api/records/" + record)).hasMessageContaining("404");
  }

  /** 817 contacts of 600,000 have tasks. */
  @Test
  @Order(8)
  void contactsOfSalesforceTakeTheSameWay() {
    var run = "/api/salesforce/runs/" + system.frontDoor().post("/api/salesforce/runs", Map.of("kind", "FULL")).path("id").asString();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(system.frontDoor().get(run).path("status").asString()).isEqualTo("SUCCESS"));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(recordsOfSalesforce()).hasSize(SALESFORCE_CONTACTS));

    var contact = recordsOfSalesforce().stream().filter(record -> record.path("data").has("work_email")).findFirst().orElseThrow();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(
        EventsOf.key(system, Topics.EMAIL_IDENTIFIER_CHANGES, "acme|" + contact.path("id").asLong()))
            .last().satisfies(change -> assertThat(change.getCurrent()).extracting(Identifier::getCanonical)
                .contains(contact.path("data").path("work_email").asString())));
  }

  /** Without the address among the identifying fields its links would go; asking changes nothing. */
  @Test
  @Order(9)
  void rulesAreTriedBeforeTheyAreSet() {
    var pipeline = system.frontDoor().all("/api/pipelines").stream()
        .filter(one -> one.path("name").equals(system.frontDoor().get("/api/records/" + record).path("pipeline"))).findFirst().orElseThrow();
    var numbersAlone = Map.of("operator", "OR", "conditions",
        List.of(Map.of("fields", List.of(Map.of("field", "phone_number", "match_type", "phone_normalized")))));

    var answer = system.frontDoor().post("/api/pipelines/%d/duplicate-rules?dry_run=true".formatted(pipeline.path("id").asLong()), numbersAlone);

    assertThat(answer.path("records_changed").asInt()).isPositive();
    assertThat(answer.path("links").path("would_unlink").asInt()).isPositive();
    assertThat(answer.path("links").path("samples").toString()).contains("unlink");
    assertThat(conversationsOf(record)).isEqualTo(CONVERSATIONS);
  }

  @Test
  @Order(10)
  void aMergedRecordsTimelineGoesToTheSurvivorAndComesBackWithIt() {
    var pipeline = system.frontDoor().get("/api/records/" + record).path("pipeline").asString();
    long survivor = system.frontDoor().post("/api/records", Map.of("pipeline", pipeline, "data", Map.of("first_name", "Bob"))).path("id").asLong();

    system.frontDoor().post("/api/records/%d/merge".formatted(record), Map.of("into", survivor, "reason", "one person"));

    await().atMost(LIMIT).untilAsserted(() -> assertThat(conversationsOf(survivor)).isEqualTo(CONVERSATIONS));
    assertThat(conversationsOf(record)).isZero();

    system.frontDoor().post("/api/records/%d/restore".formatted(record), Map.of());
    await().atMost(LIMIT).untilAsserted(() -> assertThat(conversationsOf(record)).isEqualTo(CONVERSATIONS));
    assertThat(conversationsOf(survivor)).isZero();
  }

  @Test
  @Order(11)
  void aPersonsLinkIsExplainedAndTakenBack() {
    var participant = system.frontDoor().all("/api/records/" + record + "/participants").stream()
        .filter(one -> one.toString().contains(ADDRESS)).findFirst().orElseThrow().path("id").asLong();
    var another = system.frontDoor().post("/api/records", Map.of(
        "pipeline", system.frontDoor().get("/api/records/" + record).path("pipeline").asString(), "data", Map.of("first_name", "Eve"))).path("id").asLong();
    var link = Map.of("record_id", another, "reason", "hers");
    await("the new record's first state").atMost(LIMIT).ignoreExceptions()
        .until(() -> system.frontDoor().post("/api/participants/%d/link".formatted(participant), link).path("record_id").asLong() == another);
    assertThat(conversationsOf(another)).isEqualTo(CONVERSATIONS);

    var explained = system.frontDoor().get("/api/records/%d/explain".formatted(record)).path("participants");
    assertThat(explained.toString()).contains("it is linked to record %d: linked by a person".formatted(another));

    system.frontDoor().post("/api/participants/%d/link:undo".formatted(participant), Map.of());
    assertThat(conversationsOf(record)).isEqualTo(CONVERSATIONS);
  }

  /** The services have told the provider of the front door's address by themselves: two webhooks an account. */
  @Test
  @Order(12)
  void aMailThatComesLaterArrivesByItself() throws Exception {
    var mailboxes = system.provider().ids();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(system.webhooks()).isGreaterThanOrEqualTo(2 * mailboxes.size()));

    system.deliver(mailboxes.getFirst(), """
        Message-ID: <later@shipwright.com>\r
        Date: Mon, 6 Jan 2020 10:00:00 +0000\r
        From: %s\r
        To: somebody@example.org\r
        Subject: What nobody asked for\r
        \r
        It came by itself.\r
        """.formatted(ADDRESS));

    await().atMost(LIMIT).untilAsserted(() -> assertThat(conversationsOf(record)).isEqualTo(CONVERSATIONS + 1));
  }

  private static int conversationsOf(long recordId) {
    return system.frontDoor().all("/api/records/" + recordId + "/conversations").size();
  }

  private static List<JsonNode> recordsOfSalesforce() {
    return system.frontDoor().all("/api/records").stream().filter(record -> record.path("source").asString("").equals("salesforce")).toList();
  }

  private static SyncJob latestEmailJob() {
    var status = system.frontDoor().get("/api/records/" + record + "/sync_status");
    var job = findJobId(status);
    return EventsOf.key(system, Topics.SYNC_JOBS, "acme|" + job).getLast();
  }

  private static String findJobId(JsonNode status) {
    return status.findValues("job_id").stream().map(JsonNode::asString).findFirst().orElseThrow();
  }

  private static String lastMessageOf(JsonNode conversation) {
    return conversation.path("last_message_at").asString();
  }

  private static String key() {
    return "acme|" + record;
  }
}
