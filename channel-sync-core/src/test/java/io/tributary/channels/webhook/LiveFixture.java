package io.tributary.channels.webhook;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.channels.AnswerTooLarge;
import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.MessagePage;
import io.tributary.channels.WorkSignal;
import io.tributary.channels.calls.AccountHealth;
import io.tributary.channels.calls.Budgets;
import io.tributary.channels.calls.ProviderCalls;
import io.tributary.channels.connection.ConnectAccount;
import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.channels.work.SyncFixture;
import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import io.tributary.events.ProviderWebhook;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Received;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Live traffic of a provider in memory: an event is {@code came}, {@code announced} or {@code seen} and an id; nothing is read, asked or listed
 * unless a test says so.
 */
final class LiveFixture implements ReadWebhook, FollowHint, ListNewest {

  static final String TENANT = SyncFixture.TENANT;

  final SyncFixture<InMemoryChannel> sync = new SyncFixture<>(new InMemoryChannel(2));
  final Database database = sync.database;
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final List<CommunicationObserved> published = new ArrayList<>();
  /** What the provider was asked. */
  final List<String> asked = new ArrayList<>();
  /** What the account shows, by id. */
  final Map<String, Instant> shown = new TreeMap<>();

  int decoder = 1;
  int pageSize = 10;
  /** A longer page is too large to be taken in. */
  int mostOnAPage = 10;
  boolean answers = true;

  private final WebhookSettings settings = new WebhookSettings(
      DataSize.ofKilobytes(100), Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(2), 3, 10, 4, Duration.ofMinutes(5),
      Duration.ofSeconds(1), Duration.ofHours(1), 2, Duration.ofMinutes(1));
  private final PassSettings passSettings = new PassSettings(Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(7), 2, 4);
  private final Hints hints = new Hints(settings);
  private final KeepEvents keep = new KeepEvents(database, hints, settings);
  private Instant clock = Instant.now();

  LiveFixture(String... accounts) {
    database.runAsWorker(db -> List.of("webhook_events", "webhook_hints", "early_events", "webhook_endpoints").forEach(it -> db.execute("delete from " + it)));
    sync.connected(accounts);
  }

  void comes(String account, String event, String id) {
    comes(bodied(account, "{\"event\": \"%s\", \"account_id\": \"%s\", \"id\": \"%s\"}".formatted(event, account, id), ""));
  }

  void status(String account, String word, String endpoint) {
    comes(bodied(account, "{\"AccountStatus\": {\"account_id\": \"%s\", \"message\": \"%s\"}}".formatted(account, word), endpoint));
  }

  void comes(ProviderWebhook webhook) {
    var state = new AccountState(database, hints, settings, passSettings.furthest(), () -> {});
    new ReadWebhooks(this, database, published::addAll, keep, state, metrics)
        .handle(List.of(new Received<>("topic", 0, 0, TENANT + "|x", webhook, Instant.EPOCH, Map.of())));
  }

  /** Each webhook is taken in later than the one before. */
  ProviderWebhook bodied(String account, String body, String endpoint) {
    clock = clock.plusMillis(1);
    return new ProviderWebhook(
        TENANT, Channel.EMAIL, account, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), Map.of("endpoint", endpoint), clock);
  }

  /** Asks what is to be asked, once. */
  boolean ask() {
    database.runAsWorker(db -> db.execute("update webhook_hints set due_at = '1970-01-01 00:00Z'"));
    var connect = new ConnectAccount(sync.channel, database, new WorkSignal(), () -> {});
    return new FollowHints(
        this, decoder, new ClaimHints(database, settings), new EndHint(database), calls(), published::addAll, keep, database, connect, settings,
        metrics).work();
  }

  /** One turn of the account's pass. */
  boolean pass() {
    var claims = new ClaimPasses(database, passSettings, settings);
    claims.claim();
    database.runAsWorker(db -> db.execute("update account_passes set next_at = '1970-01-01 00:00Z'"));
    var rows = new PassRows(database, passSettings.every(), Duration.ofMinutes(5));
    return new PassOverAccounts(
        this, decoder, claims, rows, calls(), published::addAll, keep, database, passSettings, metrics).work();
  }

  void claimPasses() {
    new ClaimPasses(database, passSettings, settings).claim();
  }

  boolean catchUp() {
    database.runAsWorker(db -> db.execute("update account_catch_ups set next_at = '1970-01-01 00:00Z'"));
    return new GoOnWithCatchUps(database, settings, () -> {}).work();
  }

  void expire() {
    database.runAsWorker(db -> db.execute("update early_events set expires_at = '1970-01-01 00:00Z'"));
    new TidyWebhooks(database, hints, metrics).expire();
  }

  int rows(String table) {
    return database.asWorker(db -> db.fetchCount(db.selectFrom(table)));
  }

  long number(String select) {
    return database.asWorker(db -> db.fetchSingle(select).get(0, Long.class));
  }

  List<String> publishedIds() {
    return published.stream().map(it -> it.getExternalId()).toList();
  }

  private LiveCalls calls() {
    var calls = SyncFixture.callSettings();
    var health = new AccountHealth(database, calls, () -> {});
    return new LiveCalls(new ProviderCalls(new Budgets(database, calls), health, calls, metrics), health);
  }

  @Override
  public int decoder() {
    return decoder;
  }

  @Override
  public Told read(WebhookEvent event, ConnectedAccount account) {
    var message = event.needed("id");
    var id = new EventId(event.name(), message);
    return switch (event.name()) {
      case "came" -> new Told.Message(id, observation(account, message));
      case "came_under_another_name" -> new Told.Message(new EventId(event.name(), "its-" + message), observation(account, message));
      case "announced_under_another_name" -> new Told.Announced(new EventId(event.name(), "its-" + message), Hint.message("by-" + message));
      case "announced" -> new Told.Announced(id, Hint.message("by-" + message));
      case "seen" -> new Told.Happened(id, message, Hint.message("by-" + message));
      default -> new Told.Nothing("event");
    };
  }

  @Override
  public Optional<MessagePage> follow(Hint hint, ConnectedAccount account, @Nullable String cursor) {
    synchronized (asked) {
      asked.add(hint.id());
    }
    return answers ? Optional.of(page(account, List.of(hint.id().substring(3)), null)) : Optional.empty();
  }

  @Override
  public MessagePage page(ConnectedAccount account, Instant after, @Nullable String cursor, int pageShare) {
    synchronized (asked) {
      asked.add("list");
    }
    var newest = shown.entrySet().stream()
        .filter(it -> it.getValue().isAfter(after))
        .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
    var left = newest.subList(cursor == null ? 0 : Integer.parseInt(cursor), newest.size());
    int size = Math.max(1, pageSize / pageShare);
    if (Math.min(size, left.size()) > mostOnAPage) {
      throw new AnswerTooLarge("The page is too large.");
    }
    int end = (cursor == null ? 0 : Integer.parseInt(cursor)) + size;
    return page(account, left.subList(0, Math.min(size, left.size())), left.size() > size ? String.valueOf(end) : null);
  }

  private MessagePage page(ConnectedAccount account, List<String> ids, @Nullable String next) {
    var newest = ids.stream().map(it -> shown.getOrDefault(it, Instant.EPOCH)).max(Instant::compareTo).orElse(null);
    return new MessagePage(
        ids.stream().map(it -> observation(account, it)).toList(), Set.copyOf(ids), 0, 0, newest, Set.of(), next);
  }

  private static CommunicationObserved observation(ConnectedAccount account, String id) {
    return CommunicationObserved.newBuilder()
        .setTenant(account.tenant())
        .setChannel(Channel.EMAIL)
        .setKind(CommunicationKind.EMAIL)
        .setExternalId(id)
        .setSentAt(Instant.EPOCH)
        .setCopy(AccountCopy.newBuilder().setAccount(account.id()).setProviderId(id).build())
        .setLearntBy(LearntBy.WEBHOOK)
        .setObservedAt(Instant.EPOCH)
        .build();
  }
}
