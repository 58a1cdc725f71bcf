package io.tributary.simulators.unipile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.simulators.unipile.Receiver.Received;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulator, and somebody who takes its webhooks. Refused deliveries are tried again at once. */
abstract class WebhookKit {

  final Receiver receiver = new Receiver();
  UnipileSimulator simulator = UnipileSimulator.start(UnipileOptions.empty().withMode(Mode.LIVE).withRetriesFrom(Duration.ofMillis(1)));
  Caller caller = Caller.of(simulator);

  @AfterEach
  void stop() {
    simulator.close();
    receiver.close();
  }

  void restart(UnipileOptions options) {
    simulator.close();
    simulator = UnipileSimulator.start(options);
    caller = Caller.of(simulator);
  }

  void register(String source, String rest) {
    var response = caller.send("POST", "/api/v1/webhooks", "{\"source\":\"%s\",\"request_url\":\"%s\",%s}".formatted(source, receiver.url(), rest));
    assertThat(response.statusCode()).isEqualTo(201);
  }

  JsonNode control(String method, String path, String body) {
    return JsonMapper.shared().readTree(caller.send(method, "/_control/" + path, body).body());
  }

  List<Received> received(int count) {
    await().until(() -> receiver.received().size() >= count);
    return receiver.received();
  }

  List<String> texts(int count) {
    return received(count).stream().map(one -> one.body().path("message").asString()).toList();
  }

  List<String> statuses(int count) {
    await().until(() -> receiver.received().stream().filter(one -> one.body().has("AccountStatus")).count() >= count);
    return receiver.received().stream().map(one -> one.body().at("/AccountStatus/message").asString("")).filter(it -> !it.isEmpty()).toList();
  }
}
