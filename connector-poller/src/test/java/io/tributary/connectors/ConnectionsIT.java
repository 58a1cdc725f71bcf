package io.tributary.connectors;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.calls.Share;
import io.tributary.events.PollRun;
import io.tributary.events.PollStatus;
import io.tributary.events.Topics;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TestTokens;
import io.tributary.simulators.slack.SlackOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

class ConnectionsIT extends PollerTest {

  @Test
  void theCredentialsAreSealedAndNeverGivenBack() {
    var key = connectSlack(List.of("C001"));

    var stored = database.asWorker(db -> db.select(CONNECTIONS.CREDENTIALS).from(CONNECTIONS)
        .where(CONNECTIONS.TENANT.eq(tenant)).fetchSingle(CONNECTIONS.CREDENTIALS));

    assertThat(new String(Objects.requireNonNull(stored), StandardCharsets.ISO_8859_1)).doesNotContain(SlackOptions.DEFAULT_TOKEN);
    assertThat(get("/api/connectors/slack/connections/{workspace}", key.workspace()).toString()).doesNotContain(SlackOptions.DEFAULT_TOKEN);
    assertThat(get("/api/connectors/slack/connections").path("items").size()).isEqualTo(1);
  }

  @Test
  void wrongCredentialsAreRefusedWithTheFieldAndNothingIsStored() {
    var answer = Objects.requireNonNull(api().post().uri("/api/connectors/slack/connections").contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("credentials", Map.of("token", "xoxb-wrong"))).retrieve().onStatus(_ -> true, (_, _) -> {}).toEntity(JsonNode.class));

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    assertThat(Objects.requireNonNull(answer.getBody()).path("field").asString()).isEqualTo("credentials");
    assertThat(get("/api/connectors/slack/connections").path("items").size()).isZero();
  }

  @Test
  void aPausedConnectionIsNotPolledUntilItIsResumed() {
    var key = connectSlack(List.of("C001"));

    assertThat(post("/api/connectors/slack/connections/{workspace}/pause", key.workspace())).isEqualTo(HttpStatus.OK);
    assertThat(poll.poll(key, Share.LIVE)).isEmpty();
    assertThat(post("/api/connectors/slack/connections/{workspace}/poll", key.workspace())).isEqualTo(HttpStatus.CONFLICT);

    assertThat(post("/api/connectors/slack/connections/{workspace}/resume", key.workspace())).isEqualTo(HttpStatus.OK);
    assertThat(run(key).status()).isEqualTo(PollStatus.SUCCESS);
  }

  @Test
  void aRunIsToldInTheStatusAndOnTheTopic() {
    var key = connectSlack(List.of("C001", "CGONE"));
    var run = run(key);

    var slack = get("/api/connectors/status").path("sources").get(0);

    assertThat(slack.path("status").asString()).isEqualTo("partial");
    assertThat(slack.path("total_messages").asLong()).isEqualTo(run.fetched());
    var workspace = slack.path("per_workspace").get(0);
    assertThat(workspace.path("streams").get(0).path("error_class").asString() + workspace.path("streams").get(1).path("error_class").asString())
        .contains("STREAM_CLOSED");
    assertThat(get("/api/connectors/status").path("sources").get(1).path("status").asString()).isEqualTo("skipped");
    eventually(() -> assertThat(EventReader.all(Topics.POLL_RUNS))
        .extracting(received -> (PollRun) received.value())
        .anyMatch(event -> event.getTenant().equals(tenant) && event.getStatus() == PollStatus.PARTIAL
            && event.getWorkspaces().getFirst().getPublished() == run.published()));
  }

  @Test
  void anotherTenantSeesNothingOfIt() {
    var key = connectSlack(List.of("C001"));
    var stranger = RestClient.builder().baseUrl("http://127.0.0.1:" + port).defaultHeader("Authorization", "Bearer " + TestTokens.of("stranger")).build();

    var status = Objects.requireNonNull(stranger.get().uri("/api/connectors/slack/connections/{workspace}", key.workspace())
        .retrieve().onStatus(_ -> true, (_, _) -> {}).toBodilessEntity()).getStatusCode();

    assertThat(status).isEqualTo(HttpStatus.NOT_FOUND);
  }

  @Test
  void aRemovedConnectionLeavesATombstone() {
    var key = connectSlack(List.of("C001"));
    eventually(() -> assertThat(EventReader.all(Topics.CHANNEL_CONNECTIONS)).anyMatch(it -> Objects.equals(it.key(), tenant + "|slack|" + key.workspace())));

    api().delete().uri("/api/connectors/slack/connections/{workspace}", key.workspace()).retrieve().toBodilessEntity();

    assertThat(get("/api/connectors/slack/connections").path("items").size()).isZero();
    eventually(() -> assertThat(EventReader.all(Topics.CHANNEL_CONNECTIONS))
        .anyMatch(it -> Objects.equals(it.key(), tenant + "|slack|" + key.workspace()) && it.value() == null));
  }
}
