package io.tributary.channels.email;

import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.ChannelConnection;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Position;
import io.tributary.events.SyncJob;
import io.tributary.events.Topics;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.kafka.Received;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the world does to the running service for one tenant, and what the service shows of it. */
record SyncDriver(String tenant, EventPublisher publisher, int port) {

  void connect(String account) {
    http().post()
        .uri("/api/channels/email/connections")
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("account", account))
        .retrieve()
        .toBodilessEntity();
  }

  void changed(long record, long version, String traceparent, String... addresses) {
    var identifiers = List.of(addresses).stream().map(address -> EmailAddresses.identify(address).found().orElseThrow()).toList();
    publisher.publish(List.of(Outgoing.of(Topics.EMAIL_IDENTIFIER_CHANGES, tenant + "|" + record, IdentifiersChanged.newBuilder()
        .setTenant(tenant)
        .setRecordId(record)
        .setChannel(Channel.EMAIL)
        .setPosition(new Position(1L, version, 1L))
        .setReason(ChangeReason.UPDATED)
        .setCurrent(identifiers)
        .setFingerprint(String.join(",", addresses))
        .setCommittedAt(Instant.EPOCH)
        .build()).within(traceparent)));
  }

  /** The record's status as the service tells it. */
  JsonNode status(long record) {
    return JsonMapper.shared().readTree(
        http().get().uri("/api/channels/email/records/{record}/sync_status", record).retrieve().requiredBody(String.class));
  }

  List<Received<SyncJob>> jobs() {
    return EventReader.all(Topics.SYNC_JOBS).stream().filter(it -> ours(it)).toList();
  }

  List<ChannelConnection> connections() {
    return EventReader.all(Topics.CHANNEL_CONNECTIONS).stream().filter(it -> ours(it)).map(it -> Objects.requireNonNull(it.value())).toList();
  }

  List<Received<CommunicationObserved>> communications() {
    return EventReader.all(Topics.COMMUNICATIONS).stream().filter(it -> ours(it)).toList();
  }

  private <E extends SpecificRecord> boolean ours(Received<E> received) {
    return received.key().startsWith(tenant + "|");
  }

  private RestClient http() {
    return RestClient.builder()
        .baseUrl("http://127.0.0.1:" + port)
        .defaultHeader("Authorization", "Bearer " + TestTokens.of(tenant))
        .build();
  }
}
