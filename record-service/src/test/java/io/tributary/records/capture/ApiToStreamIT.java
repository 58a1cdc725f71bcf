package io.tributary.records.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.Channel;
import io.tributary.local.TestStack;
import io.tributary.service.registry.AvroValues;
import io.tributary.service.testing.TestTokens;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

@CaptureTest
class ApiToStreamIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @LocalServerPort int port;
  private Streams streams;

  @BeforeEach
  void streams(@Autowired AvroValues values) {
    streams = new Streams(TestStack.shared().bootstrapServers(), values);
  }

  @Test
  void whatPeopleWriteReachesTheStream() {
    var http = client(TestTokens.of(People.TENANT));
    var pipeline = "people-" + System.nanoTime();
    var id = post(http, "/api/pipelines", """
        {"name": "%s", "fields": [{"name": "work_email", "type": "email"}, {"name": "first_name", "type": "text"}]}""".formatted(pipeline))
        .path("id").asLong();
    post(http, "/api/pipelines/" + id + "/duplicate-rules", People.BY_EMAIL);
    var record = post(http, "/api/records", """
        {"pipeline": "%s", "data": {"work_email": "Ed@Tanous.net", "first_name": "Ed"}}""".formatted(pipeline)).path("id").asLong();

    await().atMost(SOON).untilAsserted(() -> assertThat(streams.held(Channel.EMAIL, record)).containsExactly("ed@tanous.net"));

    http.delete().uri("/api/records/" + record).retrieve().toBodilessEntity();

    await().atMost(SOON).untilAsserted(() -> assertThat(streams.states(record)).last().satisfies(last -> assertThat(last).isEmpty()));
  }

  @Test
  void anOperatorHasEverythingComparedAndSeesWhatCameOfIt() {
    var http = client(TestTokens.of(People.TENANT, "internal"));

    var id = post(http, "/internal/reconciliations", "{}").path("id").asLong();

    await().atMost(SOON).untilAsserted(() -> {
      var item = http.get().uri("/internal/reconciliations").retrieve().body(JsonNode.class).path("items").valueStream()
          .filter(each -> each.path("id").asLong() == id).findFirst().orElseThrow();
      assertThat(item.path("finished_at").isNull()).isFalse();
      assertThat(item.path("reason").asString()).isEqualTo("MANUAL");
      assertThat(item.path("repairs").asLong()).isZero();
    });
  }

  private RestClient client(String token) {
    return RestClient.builder().baseUrl("http://127.0.0.1:" + port).defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build();
  }

  private static JsonNode post(RestClient http, String path, String json) {
    return http.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(json).retrieve().body(JsonNode.class);
  }
}
