package io.tributary.connectors.inbound;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.connection.SealedCredentials;
import io.tributary.connectors.poll.Connectors;
import io.tributary.events.Keys;
import io.tributary.events.PollSource;
import io.tributary.events.ProviderWebhook;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.database.DatabaseTime;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.kafka.PublishFailed;
import io.tributary.service.web.Problem;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes events in: signature, then Kafka, then 200. Slack waits three seconds for it, and repeats what was not answered. */
@RestController
final class EventsController {

  private final Map<PollSource, InboundSource> sources;
  private final Connectors connectors;
  private final Database database;
  private final SealedCredentials sealed;
  private final EventPublisher publisher;
  private final DatabaseTime time;

  EventsController(
      List<InboundSource> sources, Connectors connectors, Database database, SealedCredentials sealed, EventPublisher publisher,
      DatabaseTime time) {
    this.sources = sources.stream().collect(Collectors.toMap(InboundSource::source, it -> it));
    this.connectors = connectors;
    this.database = database;
    this.sealed = sealed;
    this.publisher = publisher;
    this.time = time;
  }

  @PostMapping("/webhooks/connectors/{source}/{tenant}/{workspace}")
  ResponseEntity<String> take(
      @PathVariable String source, @PathVariable String tenant, @PathVariable String workspace, @RequestHeader HttpHeaders headers,
      @RequestBody byte[] body) {
    var inbound = sourceOf(source);
    var key = new ConnectionKey(tenant, inbound.source(), workspace);
    if (!secretOf(key, inbound).map(secret -> inbound.isSigned(headers, body, secret, time.instant())).orElse(false)) {
      // The same whether the connection, its secret or the signature is missing: a stranger learns nothing.
      return ResponseEntity.status(401).build();
    }
    var answer = inbound.answerTo(body);
    if (answer.isEmpty()) {
      publish(key, inbound.delivery(headers, body), body);
    }
    return ResponseEntity.ok(answer.orElse(""));
  }

  private void publish(ConnectionKey key, String delivery, byte[] body) {
    var event = ProviderWebhook.newBuilder()
        .setTenant(key.tenant())
        .setChannel(connectors.of(key.source()).channel())
        .setAccount(key.workspace())
        .setBody(ByteBuffer.wrap(body))
        .setHeaders(Map.of("source", key.source().name(), "delivery", delivery))
        .setReceivedAt(time.instant())
        .build();
    try {
      publisher.publish(List.of(Outgoing.of(Topics.CONNECTOR_WEBHOOKS, Keys.of(key.tenant(), key.sourceName(), key.workspace()), event)));
    } catch (PublishFailed failed) {
      throw Problem.unavailable("The event cannot be stored now; send it again.");
    }
  }

  private Optional<String> secretOf(ConnectionKey key, InboundSource inbound) {
    return database.asWorker(db -> db.select(CONNECTIONS.CREDENTIALS)
            .from(CONNECTIONS)
            .where(CONNECTIONS.TENANT.eq(key.tenant())).and(CONNECTIONS.SOURCE.eq(key.source().name()))
            .and(CONNECTIONS.WORKSPACE.eq(key.workspace())).and(CONNECTIONS.STATE.ne("REMOVED"))
            .fetchOptional(CONNECTIONS.CREDENTIALS))
        .map(credentials -> sealed.open(key, credentials).optional(inbound.secretName()));
  }

  private InboundSource sourceOf(String name) {
    return sources.values().stream()
        .filter(it -> it.source().name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("source of events", name));
  }
}
