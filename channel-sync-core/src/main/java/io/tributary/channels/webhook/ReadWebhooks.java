package io.tributary.channels.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.Communications;
import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.connection.AccountKey;
import io.tributary.channels.connection.ConnectedAccounts;
import io.tributary.events.ProviderWebhook;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads webhooks off Kafka: publishes the messages they tell, each once, and notes what is to be asked about the others. Asks no provider, so a
 * replay costs nothing; only what an older decoder read is published again.
 */
public final class ReadWebhooks implements BatchHandler<ProviderWebhook> {

  private final ReadWebhook port;
  private final Database database;
  private final Communications communications;
  private final KeepEvents keep;
  private final AccountState accounts;
  private final MeterRegistry metrics;

  ReadWebhooks(
      ReadWebhook port, Database database, Communications communications, KeepEvents keep, AccountState accounts, MeterRegistry metrics) {
    this.port = port;
    this.database = database;
    this.communications = communications;
    this.keep = keep;
    this.accounts = accounts;
    this.metrics = metrics;
  }

  @Override
  public void handle(List<Received<ProviderWebhook>> batch) {
    var webhooks = batch.stream().map(Received::value).filter(Objects::nonNull).toList();
    var events = webhooks.stream().map(WebhookEvent::of).toList();
    var connected = connected(events);
    var read = new ArrayList<ReadEvent>();
    var latest = new HashMap<AccountKey, Instant>();
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i);
      var key = keyOf(event);
      latest.merge(key, event.receivedAt(), (one, other) -> one.isAfter(other) ? one : other);
      var account = connected.get(key);
      if (event.status().isPresent()) {
        count("status");
        var endpoint = webhooks.get(i).getHeaders().getOrDefault("endpoint", "");
        accounts.changed(key, event.status().get(), event.receivedAt(), endpoint);
      } else if (account == null) {
        count("unknown_account");
      } else {
        read.addAll(ReadEvent.of(key, event.receivedAt(), told(event, account)));
      }
    }
    store(read, latest);
  }

  private Told told(WebhookEvent event, ConnectedAccount account) {
    var told = port.read(event, account);
    count(switch (told) {
      case Told.Message _ -> "message";
      case Told.Announced _ -> "announced";
      case Told.Happened _ -> "happened";
      case Told.Nothing nothing -> "ignored_" + nothing.why();
    });
    return told;
  }

  private Map<AccountKey, ConnectedAccount> connected(List<WebhookEvent> events) {
    var keys = events.stream().map(ReadWebhooks::keyOf).collect(Collectors.toSet());
    return database.asWorker(db -> new ConnectedAccounts(keys).all(db));
  }

  private static AccountKey keyOf(WebhookEvent event) {
    return new AccountKey(event.tenant(), event.account());
  }

  /** Published before it is noted: what is noted is there for good. */
  private void store(List<ReadEvent> read, Map<AccountKey, Instant> latest) {
    var unread = keep.unread(read, port.decoder());
    count("known", read.size() - unread.size());
    communications.publish(unread.messages());
    database.runAsWorker(db -> {
      WebhookHealth.came(db, latest);
      keep.store(db, unread, port.decoder());
    });
  }

  private void count(String outcome) {
    count(outcome, 1);
  }

  private void count(String outcome, int many) {
    if (many > 0) {
      metrics.counter(WebhookMetric.READ, "outcome", outcome).increment(many);
    }
  }
}
