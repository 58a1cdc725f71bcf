package io.tributary.connectors;

import static io.tributary.connectors.jooq.Tables.DELIVERIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.inbound.Signature;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.PollSource;
import io.tributary.simulators.fathom.FathomSimulator;
import io.tributary.simulators.slack.SlackOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** What Slack and Fathom send by themselves. */
class InboundIT extends PollerTest {

  private static final String SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final String FATHOM_SECRET = "whsec_" + Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

  @Test
  void slacksQuestionIsAnsweredAndAMessageIsPublishedOnceHoweverOftenItComes() {
    var key = slack();
    var ts = "%d.000200".formatted(Instant.now().getEpochSecond());
    var said = """
        {"type":"event_callback","event_id":"Ev1","event":{"type":"message","channel":"C001","user":"U001","text":"live","ts":"%s"}}""".formatted(ts);

    assertThat(fromSlack(key, "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aB\"}", Instant.now()).getBody()).isEqualTo("3eZbrw1aB");
    assertThat(fromSlack(key, said, Instant.now()).getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(fromSlack(key, said, Instant.now()).getStatusCode()).isEqualTo(HttpStatus.OK);

    eventually(() -> assertThat(published()).extracting(CommunicationObserved::getExternalId).containsExactly("T000SIM|C001|" + ts));
    eventually(() -> assertThat(database.<Integer>asWorker(db -> db.fetchCount(DELIVERIES, DELIVERIES.TENANT.eq(tenant)))).isEqualTo(1));
  }

  @Test
  void whatIsNotListedIsNotReadAndADeletionThatDoesNotSayOfWhatChangesNothing() {
    var key = slack();
    var ts = "%d.000300".formatted(Instant.now().getEpochSecond());

    fromSlack(key, event("Ev1", "C002", "other", ts), Instant.now());
    fromSlack(key, """
        {"type":"event_callback","event_id":"Ev2","event":{"type":"message","subtype":"message_deleted","channel":"C001","ts":"%s"}}""".formatted(ts), Instant.now());
    fromSlack(key, event("Ev3", "C001", "listed", ts), Instant.now());

    eventually(() -> assertThat(published()).extracting(event -> event.getText().getText()).containsExactly("listed"));
  }

  @Test
  void aWrongSignatureAnOldOneAndAStrangersAreRefusedAlike() {
    var key = slack();
    var body = event("Ev9", "C001", "forged", "1700000000.000100");

    assertThat(post(path(key), body, Map.of("X-Slack-Request-Timestamp", now(), "X-Slack-Signature", "v0=00")).getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(fromSlack(key, body, Instant.now().minusSeconds(301)).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(fromSlack(new ConnectionKey("nobody", PollSource.SLACK, "T1"), body, Instant.now()).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(published()).isEmpty();
  }

  @Test
  void whatIsEditedOrDeletedInSlackIsToldAsSuchAndWithoutWhatWasDeleted() {
    var key = slack();
    var body = """
        {"type":"event_callback","event_id":"%s","event":{"type":"message","subtype":"%s","channel":"C001","ts":"1700000009.000100",\
        "%s":{"user":"U001","text":"%s","ts":"1700000000.000100","edited":{"user":"U001","ts":"1700000005.000000"}}}}""";

    fromSlack(key, body.formatted("EvE", "message_changed", "message", "better"), Instant.now());
    fromSlack(key, body.formatted("EvD", "message_deleted", "previous_message", "regretted"), Instant.now());

    eventually(() -> assertThat(published()).hasSize(2)
        .allSatisfy(event -> assertThat(event.getExternalId()).isEqualTo("T000SIM|C001|1700000000.000100"))
        .anySatisfy(event -> {
          assertThat(event.getText().getText()).isEqualTo("better");
          assertThat(event.getChatHints().getEditedAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_005));
        })
        .anySatisfy(event -> {
          assertThat(event.getText()).isNull();
          assertThat(event.getChatHints().getDeleted()).isTrue();
        }));
  }

  @Test
  void aMeetingThatFathomSendsIsPublishedAndThePollThatFindsItAddsNothing() {
    var key = connect(PollSource.FATHOM, Map.of("workspace", "ours",
        "credentials", Map.of("api_key", FathomSimulator.API_KEY, "webhook_secret", FATHOM_SECRET)));
    var body = """
        {"recording_id":77,"title":"Sent","created_at":"2026-11-20T10:00:00Z","recording_start_time":"2026-11-20T09:30:00Z",\
        "calendar_invitees":[{"email":"ada@example.org","is_external":true}],"recorded_by":{"name":"H","email":"host@ours.example"}}""";
    var time = now();
    var hash = Signature.of(Base64.getDecoder().decode(FATHOM_SECRET.substring(6)),
        ("msg_1." + time + '.').getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_8));

    var answer = post(path(key), body, Map.of("webhook-id", "msg_1", "webhook-timestamp", time,
        "webhook-signature", "v1,AAAA v1," + Base64.getEncoder().encodeToString(hash)));

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    eventually(() -> assertThat(published()).extracting(CommunicationObserved::getExternalId).containsExactly("fathom|77"));
  }

  private ConnectionKey slack() {
    return connect(PollSource.SLACK, Map.of(
        "credentials", Map.of("token", SlackOptions.DEFAULT_TOKEN, "signing_secret", SLACK_SECRET), "settings", Map.of("channels", List.of("C001"))));
  }

  private ResponseEntity<String> fromSlack(ConnectionKey key, String body, Instant when) {
    var time = String.valueOf(when.getEpochSecond());
    var hash = Signature.of(SLACK_SECRET.getBytes(StandardCharsets.UTF_8), ("v0:" + time + ':' + body).getBytes(StandardCharsets.UTF_8));
    return post(path(key), body, Map.of("X-Slack-Request-Timestamp", time, "X-Slack-Signature", "v0=" + HexFormat.of().formatHex(hash)));
  }

  private ResponseEntity<String> post(String path, String body, Map<String, String> headers) {
    return Objects.requireNonNull(RestClient.create("http://127.0.0.1:" + port).post().uri(path)
        .contentType(MediaType.APPLICATION_JSON).headers(it -> headers.forEach(it::set)).body(body)
        .retrieve().onStatus(_ -> true, (_, _) -> {}).toEntity(String.class));
  }

  private static String path(ConnectionKey key) {
    return "/webhooks/connectors/%s/%s/%s".formatted(key.sourceName(), key.tenant(), key.workspace());
  }

  private static String event(String id, String channel, String text, String ts) {
    return """
        {"type":"event_callback","event_id":"%s","event":{"type":"message","channel":"%s","user":"U001","text":"%s","ts":"%s"}}""".formatted(id, channel, text, ts);
  }

  private static String now() {
    return String.valueOf(Instant.now().getEpochSecond());
  }
}
