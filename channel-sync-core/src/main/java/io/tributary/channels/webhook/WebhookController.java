package io.tributary.channels.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.Channel;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the provider's webhooks arrive: secret, then Kafka, then 200. Whatever the content type says, the body is JSON, so it is read as it
 * comes: as a form it would be taken to pieces.
 */
@RestController
public final class WebhookController {

  private final Channel channel;
  private final Endpoints endpoints;
  private final TakeInWebhook takeIn;
  private final MeterRegistry metrics;

  WebhookController(Channel channel, Endpoints endpoints, TakeInWebhook takeIn, MeterRegistry metrics) {
    this.channel = channel;
    this.endpoints = endpoints;
    this.takeIn = takeIn;
    this.metrics = metrics;
  }

  /** By the front door, whose routes tell the channels apart. */
  @PostMapping("/webhooks/unipile/{channel}/{connection}")
  ResponseEntity<Void> takeOfChannel(
      @PathVariable("channel") String name, @PathVariable String connection,
      @RequestHeader(name = Secret.HEADER, defaultValue = "") String secret, HttpServletRequest request) throws IOException {
    return name.equals(channel.kind().name().toLowerCase(Locale.ROOT))
        ? take(connection, secret, request)
        : refused();
  }

  @PostMapping("/webhooks/unipile/{connection}")
  ResponseEntity<Void> take(
      @PathVariable String connection, @RequestHeader(name = Secret.HEADER, defaultValue = "") String secret, HttpServletRequest request)
      throws IOException {
    var endpoint = endpoints.open(connection, secret);
    if (endpoint.isEmpty()) {
      return refused();
    }
    takeIn.take(endpoint.get(), request.getInputStream());
    return ResponseEntity.ok().build();
  }

  private ResponseEntity<Void> refused() {
    metrics.counter(WebhookMetric.TAKEN_IN, "outcome", "refused").increment();
    return ResponseEntity.status(401).build();
  }
}
