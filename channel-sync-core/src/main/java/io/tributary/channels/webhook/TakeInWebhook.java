package io.tributary.channels.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.Channel;
import io.tributary.events.Keys;
import io.tributary.events.ProviderWebhook;
import io.tributary.events.Topic;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.kafka.PublishFailed;
import io.tributary.service.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Takes a webhook in: as it came, on its topic, acknowledged by the broker. What it says is read there, so that a repair can be replayed. */
final class TakeInWebhook implements AutoCloseable {

  private final Channel channel;
  private final Topic<ProviderWebhook> topic;
  private final Consumer<List<Outgoing<ProviderWebhook>>> publish;
  private final WebhookSettings settings;
  private final WebhookHealth health;
  private final MeterRegistry metrics;
  private final ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();

  /** @param publish returns when the broker has acknowledged all */
  TakeInWebhook(
      Channel channel, Topic<ProviderWebhook> topic, Consumer<List<Outgoing<ProviderWebhook>>> publish, WebhookSettings settings,
      WebhookHealth health, MeterRegistry metrics) {
    this.channel = channel;
    this.topic = topic;
    this.publish = publish;
    this.settings = settings;
    this.health = health;
    this.metrics = metrics;
  }

  /**
   * Returns when the broker has it.
   *
   * @throws Problem 413 if it is too large, 422 if the endpoint is another account's, 503 if the broker did not acknowledge it in time: it may be there nevertheless, and comes twice
   */
  void take(Endpoint endpoint, InputStream content) throws IOException {
    var body = read(endpoint, content);
    var account = accountOf(endpoint, body);
    if (!acknowledged(new ProviderWebhook(
        endpoint.tenant(), channel.kind(), account, ByteBuffer.wrap(body), Map.of("endpoint", endpoint.id()), endpoint.openedAt()))) {
      count("unavailable");
      health.notTaken(endpoint.tenant(), account);
      throw Problem.unavailable("The event cannot be stored now; send it again.");
    }
    count("taken");
  }

  private byte[] read(Endpoint endpoint, InputStream content) throws IOException {
    int most = (int) settings.largestBody().toBytes();
    var body = content.readNBytes(most + 1);
    if (body.length > most) {
      count("too_large");
      health.notTaken(endpoint.tenant(), endpoint.account() == null ? "" : endpoint.account());
      throw Problem.tooLarge("The body is larger than %d bytes.".formatted(most));
    }
    return body;
  }

  /** Named by the body, since one endpoint may take many accounts' events. It decides the order alone: whose the event is says the endpoint. */
  private String accountOf(Endpoint endpoint, byte[] body) {
    var named = WebhookEvent.accountIn(body);
    if (!endpoint.takes(named)) {
      count("other_account");
      throw Problem.invalid("account_id", "This endpoint takes the events of one other account alone.");
    }
    return named;
  }

  /** The publisher is more patient than the provider, so it is waited for from another thread. */
  private boolean acknowledged(ProviderWebhook event) {
    var sent = sending.submit(
        () -> publish.accept(List.of(Outgoing.of(topic, Keys.of(event.getTenant(), event.getAccount()), event))));
    try {
      sent.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PublishFailed) {
        return false;
      }
      throw new IllegalStateException("A webhook could not be published", e.getCause());
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void count(String outcome) {
    metrics.counter(WebhookMetric.TAKEN_IN, "outcome", outcome).increment();
  }

  @Override
  public void close() {
    sending.shutdownNow();
  }
}
