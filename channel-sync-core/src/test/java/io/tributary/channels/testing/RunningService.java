package io.tributary.channels.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.ChannelConnection;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Keys;
import io.tributary.events.Position;
import io.tributary.events.SyncJob;
import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the world does to a channel's running service for one tenant, and what the service shows of it. */
public record RunningService(Channel channel, String tenant, EventPublisher publisher, int port) {

  /** Connects the account, and waits until that is told. */
  public void connect(String account) {
    post(path("connections"), Map.of("account", account));
    await().untilAsserted(() -> assertThat(connections())
        .anyMatch(it -> it.getAccount().equals(account) && it.getStatus() == ConnectionStatus.OK));
  }

  public void disconnect(String account) {
    http().delete().uri(path("connections/{account}"), account).retrieve().toBodilessEntity();
  }

  /** Makes an endpoint for the provider's webhooks. @return with its path and secret */
  public JsonNode endpointForAllAccounts() {
    return post(path("webhooks"), Map.of("all_accounts", true));
  }

  /** The record holds these from now on. */
  public void changed(long record, long version, @Nullable String traceparent, Identifier... identifiers) {
    changed(channel, record, version, traceparent, identifiers);
  }

  /** Another channel's identifiers of the record. */
  public void changed(Channel other, long record, long version, @Nullable String traceparent, Identifier... identifiers) {
    var current = List.of(identifiers);
    publisher.publish(List.of(Outgoing.of(topicOf(other), Keys.of(tenant, record), IdentifiersChanged.newBuilder()
        .setTenant(tenant)
        .setRecordId(record)
        .setChannel(other)
        .setPosition(new Position(1L, version, 1L))
        .setReason(ChangeReason.UPDATED)
        .setCurrent(current)
        .setFingerprint(String.join(",", current.stream().map(Identifier::getCanonical).toList()))
        .setCommittedAt(Instant.EPOCH)
        .build()).within(traceparent)));
  }

  /** The record's status as the service tells it. */
  public JsonNode status(long record) {
    return JsonMapper.shared().readTree(
        http().get().uri(path("records/{record}/sync_status"), record).retrieve().requiredBody(String.class));
  }

  public List<SyncJob> jobs() {
    return ours(Topics.SYNC_JOBS);
  }

  public List<ChannelConnection> connections() {
    return ours(Topics.CHANNEL_CONNECTIONS);
  }

  public List<CommunicationObserved> communications() {
    return ours(Topics.COMMUNICATIONS);
  }

  /** The communication with this text. */
  public CommunicationObserved communication(String text) {
    return communications().stream().filter(it -> it.getText() != null && it.getText().getText().equals(text)).findFirst().orElseThrow();
  }

  private <E extends SpecificRecord> List<E> ours(Topic<E> topic) {
    return EventReader.all(topic).stream().filter(it -> it.key().startsWith(tenant + "|")).map(it -> Objects.requireNonNull(it.value())).toList();
  }

  private static Topic<IdentifiersChanged> topicOf(Channel channel) {
    return Objects.requireNonNull(Topics.IDENTIFIER_CHANGES.get(channel));
  }

  private String path(String rest) {
    return "/api/channels/%s/%s".formatted(channel.name().toLowerCase(Locale.ROOT), rest);
  }

  private JsonNode post(String path, Object body) {
    return JsonMapper.shared().readTree(
        http().post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).retrieve().requiredBody(String.class));
  }

  private RestClient http() {
    return RestClient.builder()
        .baseUrl("http://127.0.0.1:" + port)
        .defaultHeader("Authorization", "Bearer " + TestTokens.of(tenant))
        .build();
  }
}
