package io.tributary.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.events.ProviderWebhook;
import io.tributary.events.Topics;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.web.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** The broker has it, or the provider is told to send it again. */
class TakeInWebhookIT {

  private static final String BODY = "{\"event\": \"mail_received\", \"account_id\": \"box-1\"}";

  private static final Instant OPENED = Instant.parse("2003-02-01T04:05:06Z");

  private final LiveFixture live = new LiveFixture("box-1");

  @Test
  void aBrokerThatDoesNotAcknowledgeInTimeIsA503ThatTheConnectionShows() {
    var never = new CountDownLatch(1);

    assertThatThrownBy(() -> take(new Endpoint("acme", "e", null, OPENED), BODY, _ -> waitFor(never)))
        .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getStatusCode().value()).isEqualTo(503));

    assertThat(live.number("select webhook_failures from connections")).isEqualTo(1);
    live.comes("box-1", "came", "m1");
    assertThat(live.number("select webhook_failures from connections")).as("after one that was taken in").isZero();
  }

  @Test
  void theBodyIsKeptAsItCameUnderTheEndpointsTenantAndTheBodysAccount() throws Exception {
    var kept = new ArrayList<Outgoing<ProviderWebhook>>();

    take(new Endpoint("acme", "e", null, OPENED), BODY, kept::addAll);
    take(new Endpoint("acme", "e", null, OPENED), "no json at all", kept::addAll);

    assertThat(kept).extracting(Outgoing::key).containsExactly("acme|box-1", "acme|");
    assertThat(kept).extracting(it -> StandardCharsets.UTF_8.decode(it.value().getBody().duplicate()).toString()).containsExactly(BODY, "no json at all");
    assertThat(kept).as("as old as the database says, whatever this machine's clock does").extracting(it -> it.value().getReceivedAt()).containsOnly(OPENED);
  }

  @Test
  void anEndpointOfOneAccountTakesNoOthersEvents() {
    assertThatThrownBy(() -> take(new Endpoint("acme", "e", "box-2", OPENED), BODY, _ -> {}))
        .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getStatusCode().value()).isEqualTo(422));
  }

  private void take(Endpoint endpoint, String body, Consumer<List<Outgoing<ProviderWebhook>>> publish) throws Exception {
    var settings = new WebhookSettings(
        DataSize.ofKilobytes(100), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 10, 4, Duration.ofMinutes(5),
        Duration.ofSeconds(1), Duration.ofHours(1), 2, Duration.ofMinutes(1));
    try (var takeIn = new TakeInWebhook(
        live.sync.channel, Topics.EMAIL_WEBHOOKS, publish, settings, new WebhookHealth(live.database), live.metrics)) {
      takeIn.take(endpoint, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
