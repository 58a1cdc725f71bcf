package io.tributary.connectors;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.connectors.calls.Share;
import io.tributary.connectors.poll.Poll;
import io.tributary.connectors.poll.RunReport;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.PollSource;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Received;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TestTokens;
import io.tributary.service.testing.TributaryTest;
import io.tributary.simulators.SampleMail;
import io.tributary.simulators.fathom.FathomSimulator;
import io.tributary.simulators.gmail.GmailOptions;
import io.tributary.simulators.gmail.GmailSimulator;
import io.tributary.simulators.gong.GongSimulator;
import io.tributary.simulators.server.Fault;
import io.tributary.simulators.slack.SlackOptions;
import io.tributary.simulators.slack.SlackSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The poller with the doubles of all four providers; the schedule is off, so that each test polls when it wants to. */
@TributaryTest(database = "connectors")
@TestPropertySource(properties = "tributary.connectors.schedule.enabled=false")
abstract class PollerTest {

  static final SlackSimulator SLACK = SlackSimulator.start(SlackOptions.sample());
  static final GongSimulator GONG = GongSimulator.start(0, 230);
  static final FathomSimulator FATHOM = FathomSimulator.start(0, 25);
  static final GmailSimulator GMAIL = gmail();

  @Autowired Poll poll;
  @Autowired Database database;
  @LocalServerPort int port;
  /** Each test is a tenant of its own. */
  String tenant = "";

  @DynamicPropertySource
  static void providers(DynamicPropertyRegistry properties) {
    properties.add("tributary.connectors.slack.url", () -> SLACK.uri() + "/api");
    properties.add("tributary.connectors.gong.url", () -> GONG.uri().toString());
    properties.add("tributary.connectors.fathom.url", () -> FATHOM.uri() + "/external/v1");
    properties.add("tributary.connectors.gmail.url", () -> GMAIL.uri().toString());
    properties.add("tributary.connectors.gmail.token-url", () -> GMAIL.uri() + "/token");
    properties.add("tributary.connectors.calls.first-wait", () -> "1ms");
    properties.add("tributary.connectors.calls.patience", () -> "3s");
    properties.add("tributary.connectors.calls.deadline", () -> "2s");
    properties.add("tributary.connectors.calls.most-bytes", () -> "4MB");
    properties.add("tributary.connectors.gmail.page-bytes", () -> "8KB");
    properties.add("tributary.connectors.gmail.page-size", () -> "20");
    properties.add("tributary.connectors.gmail.backfill", () -> "36500d");
    properties.add("tributary.connectors.slack.page-size", () -> "20");
  }

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
  }

  @AfterEach
  void noFaultStays() {
    SLACK.breakWith(Fault.NONE);
    GONG.breakWith(Fault.NONE);
    FATHOM.breakWith(Fault.NONE);
    GMAIL.breakWith(Fault.NONE);
  }

  ConnectionKey connectSlack(List<String> channels) {
    return connect(PollSource.SLACK, Map.of(
        "credentials", Map.of("token", SlackOptions.DEFAULT_TOKEN), "settings", Map.of("channels", channels)));
  }

  ConnectionKey connectGong() {
    return connect(PollSource.GONG, Map.of("workspace", "ours",
        "credentials", Map.of("access_key", GongSimulator.ACCESS_KEY, "access_key_secret", GongSimulator.ACCESS_KEY_SECRET)));
  }

  ConnectionKey connectFathom() {
    return connect(PollSource.FATHOM, Map.of("workspace", "ours", "credentials", Map.of("api_key", FathomSimulator.API_KEY)));
  }

  ConnectionKey connectGmail(String owner, List<String> labels) {
    return connect(PollSource.GMAIL, Map.of(
        "credentials", Map.of("refresh_token", "refresh-" + owner, "client_id", "id", "client_secret", "secret"),
        "settings", Map.of("labels", labels)));
  }

  ConnectionKey connect(PollSource source, Map<String, Object> wanted) {
    var name = source.name().toLowerCase(Locale.ROOT);
    var connected = requireNonNull(api().post().uri("/api/connectors/{source}/connections", name)
        .contentType(MediaType.APPLICATION_JSON).body(wanted).retrieve().body(JsonNode.class));
    assertThat(connected.path("state").asString()).isEqualTo("active");
    return new ConnectionKey(tenant, source, connected.path("workspace").asString());
  }

  RunReport run(ConnectionKey key) {
    return poll.poll(key, Share.LIVE).orElseThrow();
  }

  List<CommunicationObserved> published() {
    return EventReader.all(Topics.COMMUNICATIONS).stream().map(Received::value)
        .filter(event -> event != null && event.getTenant().equals(tenant)).map(CommunicationObserved.class::cast).toList();
  }

  JsonNode get(String path, Object... variables) {
    return requireNonNull(api().get().uri(path, variables).retrieve().body(JsonNode.class));
  }

  HttpStatusCode post(String path, Object... variables) {
    return requireNonNull(api().post().uri(path, variables).retrieve().onStatus(_ -> true, (_, _) -> {}).toBodilessEntity()).getStatusCode();
  }

  RestClient api() {
    return RestClient.builder()
        .baseUrl("http://127.0.0.1:" + port)
        .defaultHeader("Authorization", "Bearer " + TestTokens.of(tenant))
        .build();
  }

  static void eventually(ThrowingRunnable assertion) {
    await().untilAsserted(assertion);
  }

  private static GmailSimulator gmail() {
    try {
      return GmailSimulator.start(GmailOptions.over(SampleMail.folder()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
