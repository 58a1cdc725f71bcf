package io.tributary.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.simulators.fathom.FathomSimulator;
import io.tributary.simulators.gong.GongSimulator;
import io.tributary.simulators.slack.SlackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * One person who writes mails, chats in Slack, is called and comes to meetings: everything lands on the one timeline, through the front door
 * and the doubles of {@code ./tributary up}. Later steps look at what the earlier ones left behind.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConnectorsJourneyTest {

  /** Somebody in the sample mail; the doubles of Slack, Gong and Fathom have her too. */
  private static final String ADDRESS = "geege@barrera.org";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir
  private static Path folder;
  private static RunningSystem system;
  private static long record;
  private static Map<String, Long> mailsAlone = Map.of();

  @BeforeAll
  static void aRecordWithItsMail() throws Exception {
    system = RunningSystem.start(folder, List.of(
        "external_id,first_name,last_name,personal_email,work_email,phone_number,linkedin,company",
        "ext-1,Geege,Schuman,,%s,,,barrera.org".formatted(ADDRESS)));
    record = system.frontDoor().all("/api/records").getFirst().path("id").asLong();
    mailsAlone = messagesByKind();
    assertThat(mailsAlone).containsOnlyKeys("EMAIL");
  }

  @AfterAll
  static void stop() throws Exception {
    if (system != null) {
      system.close();
    }
  }

  @Test
  @Order(1)
  void mailThatBothUniPileAndGmailHaveIsThereOnce() throws Exception {
    for (var owner : List.of("garym@canada.com", "tomwhore@slack.net")) {
      connect("gmail", Map.of(
          "credentials", Map.of("refresh_token", "refresh-" + owner, "client_id", "id", "client_secret", "secret"),
          "settings", Map.of("labels", List.of("INBOX", "SENT"))));
    }
    awaitPolled("gmail", 2);

    assertThat(messagesByKind()).isEqualTo(mailsAlone);
    assertThat(messages().filter(message -> message.path("copies").size() > 1)).as("both accounts hold it").isNotEmpty();
  }

  @Test
  @Order(2)
  void chatsCallsAndMeetingsLandOnTheSameTimeline() throws Exception {
    connect("slack", Map.of("credentials", Map.of("token", SlackOptions.DEFAULT_TOKEN), "settings", Map.of("channels", List.of("C001"))));
    connect("gong", Map.of("workspace", "ours", "credentials", Map.of("access_key", GongSimulator.ACCESS_KEY, "access_key_secret", GongSimulator.ACCESS_KEY_SECRET)));
    connect("fathom", Map.of("workspace", "ours", "credentials", Map.of("api_key", FathomSimulator.API_KEY)));
    awaitPolled("slack", 1);
    awaitPolled("gong", 1);
    awaitPolled("fathom", 1);

    assertThat(messagesByKind()).containsEntry("EMAIL", mailsAlone.get("EMAIL")).containsOnlyKeys("EMAIL", "MESSAGE", "CALL", "MEETING");
  }

  @Test
  @Order(3)
  void pollingAgainBringsNothingTwice() throws Exception {
    var before = messagesByKind();

    pollAll();
    system.awaitQuiet();

    assertThat(messagesByKind()).isEqualTo(before);
  }

  @Test
  @Order(4)
  void anotherTenantSeesNoConnectionAndNoCredentialIsEverShown() {
    assertThat(system.frontDoorFor("globex").all("/api/connectors/slack/connections")).isEmpty();
    assertThat(system.frontDoor().all("/api/connectors/slack/connections").toString()).contains("C001").doesNotContain("xoxb");
  }

  /** She goes, and nothing brings her back: no poll, and no sync of a new record that has her address. */
  @Test
  @Order(5)
  void whoIsErasedIsGoneAndDoesNotComeBack() throws Exception {
    var privacy = system.frontDoorFor("acme", "privacy");

    var erased = privacy.post("/api/privacy/erasures", Map.of("email", ADDRESS, "records", true, "reason", "she asked", "confirm", true));
    await().atMost(PATIENCE).untilAsserted(() ->
        assertThat(privacy.get("/api/privacy/erasures/" + erased.path("id").asString()).path("told").asBoolean()).isTrue());
    await().atMost(PATIENCE).untilAsserted(() ->
        assertThat(system.frontDoor().get("/api/records/" + record).path("data").toString()).doesNotContain(ADDRESS));
    system.awaitQuiet();

    assertThat(erased.path("messages").asLong()).isPositive();
    assertThat(messages()).isEmpty();

    var pipeline = system.frontDoor().get("/api/records/" + record).path("pipeline").asString();
    record = system.frontDoor().post("/api/records", Map.of("pipeline", pipeline, "data", Map.of("work_email", ADDRESS))).path("id").asLong();
    pollAll();
    await("the new record's sync").atMost(PATIENCE).untilAsserted(() -> {
      var job = lastMailJob();
      assertThat(job.path("status").asString()).isEqualTo("COMPLETED");
      assertThat(job.path("published").asLong()).isPositive();
    });
    system.awaitQuiet();

    assertThat(messages()).isEmpty();
    assertThat(privacy.post("/api/privacy/erasures", Map.of("email", ADDRESS)).path("participants").asInt()).as("a dry run finds nobody").isZero();
  }

  private static JsonNode lastMailJob() {
    return system.frontDoor().get("/api/records/%d/sync_status".formatted(record)).path("channels").valueStream()
        .filter(channel -> channel.path("channel").asString().equalsIgnoreCase("email")).map(channel -> channel.path("job")).findFirst()
        .orElseThrow(() -> new AssertionError("no sync of mail yet"));
  }

  private static void connect(String source, Map<String, Object> connection) {
    var path = "/api/connectors/%s/connections".formatted(source);
    var workspace = system.frontDoor().post(path, connection).path("workspace").asString();
    system.frontDoor().post("%s/%s/poll".formatted(path, workspace), Map.of());
  }

  private static void awaitPolled(String source, int workspaces) throws InterruptedException {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(workspaces(source)).hasSize(workspaces)
        .allSatisfy(workspace -> assertThat(workspace.path("status").asString()).isEqualTo("success")));
    system.awaitQuiet();
  }

  private static void pollAll() {
    for (var source : List.of("slack", "gong", "fathom", "gmail")) {
      for (var workspace : workspaces(source).toList()) {
        system.frontDoor().post("/api/connectors/%s/connections/%s/poll".formatted(source, workspace.path("workspace").asString()), Map.of());
        awaitRunAfter(source, workspace);
      }
    }
  }

  private static void awaitRunAfter(String source, JsonNode before) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(workspaces(source))
        .filteredOn(workspace -> workspace.path("workspace").equals(before.path("workspace")))
        .allSatisfy(workspace -> {
          assertThat(workspace.path("status").asString()).isEqualTo("success");
          assertThat(workspace.path("last_success_at")).isNotEqualTo(before.path("last_success_at"));
          assertThat(workspace.path("published").asLong()).isZero();
        }));
  }

  private static Stream<JsonNode> workspaces(String source) {
    return system.frontDoor().get("/api/connectors/status").path("sources").valueStream()
        .filter(status -> status.path("source").asString().equals(source))
        .flatMap(status -> status.path("per_workspace").valueStream());
  }

  private static Map<String, Long> messagesByKind() {
    return messages().collect(groupingBy(message -> message.path("kind").asString(), TreeMap::new, counting()));
  }

  /** What she takes part in, of the conversations on her timeline. */
  private static Stream<JsonNode> messages() {
    return system.frontDoor().all("/api/records/%d/conversations".formatted(record)).stream()
        .flatMap(conversation -> system.frontDoor().all("/api/conversations/%d/messages".formatted(conversation.path("id").asLong())).stream());
  }
}
