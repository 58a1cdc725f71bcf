package io.tributary.connectors.inbound;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;
import static io.tributary.connectors.jooq.Tables.DELIVERIES;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.connection.ConnectionState;
import io.tributary.connectors.connection.Settings;
import io.tributary.connectors.poll.Observed;
import io.tributary.connectors.poll.PublishObserved;
import io.tributary.events.PollSource;
import io.tributary.events.ProviderWebhook;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads events off Kafka and publishes what they tell, each once. Asks no provider: what an event does not say, the next poll finds. */
public final class ReadEvents implements BatchHandler<ProviderWebhook> {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<PollSource, InboundSource> sources;
  private final Database database;
  private final PublishObserved publish;

  public ReadEvents(List<InboundSource> sources, Database database, PublishObserved publish) {
    this.sources = sources.stream().collect(Collectors.toMap(InboundSource::source, it -> it));
    this.database = database;
    this.publish = publish;
  }

  @Override
  public void handle(List<Received<ProviderWebhook>> batch) {
    for (var received : batch) {
      var event = received.value();
      if (event != null) {
        read(event);
      }
    }
  }

  private void read(ProviderWebhook event) {
    var source = sourceOf(event.getHeaders().get("source"));
    var key = new ConnectionKey(event.getTenant(), source.source(), event.getAccount());
    var delivery = event.getHeaders().getOrDefault("delivery", "");
    var settings = settingsOf(key);
    if (settings.isEmpty() || isKnown(key, delivery)) {
      return;
    }
    var body = new byte[event.getBody().remaining()];
    event.getBody().duplicate().get(body);
    List<Observed> told = source.decode(key, settings.get(), body);
    publish.publish(key, told, db -> db.insertInto(DELIVERIES, DELIVERIES.TENANT, DELIVERIES.SOURCE, DELIVERIES.DELIVERY)
        .values(key.tenant(), key.source().name(), delivery).onConflictDoNothing().execute());
  }

  private InboundSource sourceOf(@Nullable String name) {
    return sources.entrySet().stream().filter(it -> it.getKey().name().equals(name)).map(Map.Entry::getValue).findFirst()
        .orElseThrow(() -> new UnprocessableEvent("no source of events is called that"));
  }

  /** Empty where nothing is to be read any more. */
  private Optional<Settings> settingsOf(ConnectionKey key) {
    return database.asWorker(db -> db.select(CONNECTIONS.STATE, CONNECTIONS.SETTINGS)
            .from(CONNECTIONS)
            .where(CONNECTIONS.TENANT.eq(key.tenant())).and(CONNECTIONS.SOURCE.eq(key.source().name()))
            .and(CONNECTIONS.WORKSPACE.eq(key.workspace()))
            .fetchOptional())
        .filter(row -> ConnectionState.valueOf(row.value1()).isPolled())
        .map(row -> JSON.readValue(row.value2().data(), Settings.class));
  }

  private boolean isKnown(ConnectionKey key, String delivery) {
    return database.asWorker(db -> db.fetchExists(DELIVERIES, DELIVERIES.TENANT.eq(key.tenant())
        .and(DELIVERIES.SOURCE.eq(key.source().name())).and(DELIVERIES.DELIVERY.eq(delivery))));
  }
}
