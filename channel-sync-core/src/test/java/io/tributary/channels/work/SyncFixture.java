package io.tributary.channels.work;

import static io.tributary.channels.jooq.Tables.SYNC_JOBS;
import static io.tributary.channels.jooq.Tables.SYNC_STATE;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.channels.Channel;
import io.tributary.channels.ChannelSync;
import io.tributary.channels.Communications;
import io.tributary.channels.SyncRun;
import io.tributary.channels.WorkSignal;
import io.tributary.channels.calls.AccountHealth;
import io.tributary.channels.calls.Budgets;
import io.tributary.channels.calls.CallSettings;
import io.tributary.channels.calls.ProviderCalls;
import io.tributary.channels.connection.ConnectAccount;
import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.channels.trigger.LearnForms;
import io.tributary.channels.trigger.RecordIdentifiers;
import io.tributary.channels.trigger.SyncRequests;
import io.tributary.channels.walk.PlanWalks;
import io.tributary.channels.walk.WalkSettings;
import io.tributary.channels.walk.Walks;
import io.tributary.events.ChangeReason;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Position;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Channel sync over a real database and any channel, moved by hand: nothing runs unless a test says so. What is published stays here,
 * every copy of it.
 */
public final class SyncFixture<C extends Channel> {

  public static final String TENANT = "acme";
  public static final long RECORD = 66;

  public final Database database = SyncDatabase.fresh();
  public final C channel;
  public final List<CommunicationObserved> published = new CopyOnWriteArrayList<>();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final WorkSignal signal = new WorkSignal();
  final WorkerSettings settings;
  final ClaimDueSyncs claims;
  final FinishSync finish = new FinishSync(database);
  final Leases leases;
  final RecordIdentifiers identifiers = new RecordIdentifiers(database, signal);
  final SyncRequests requests = new SyncRequests(database, signal);
  final ConnectAccount connect;
  private volatile Communications communications = published::addAll;

  public SyncFixture(C channel) {
    this.channel = channel;
    connect = new ConnectAccount(channel, database, signal, () -> {});
    settings = new WorkerSettings(
        true, 16, 12, 2, Duration.ofMinutes(5), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(6));
    claims = new ClaimDueSyncs(database, settings);
    leases = new Leases(database, settings);
  }

  static SyncFixture<InMemoryChannel> inMemory() {
    return new SyncFixture<>(new InMemoryChannel(2));
  }

  /** Publishes by the given way instead; it may throw what a broker, or the end of the machine, would. */
  public void publishBy(Communications way) {
    communications = way;
  }

  /** A worker of its own process: nothing in memory is shared with the others. */
  RunSync worker() {
    var calls = callSettings();
    var health = new AccountHealth(database, calls, () -> {});
    var plan = new PlanWalks(database, channel, new WalkSettings(Duration.ofDays(3), Duration.ofDays(30)));
    var sync = new ChannelSync(
        channel, plan, new ProviderCalls(new Budgets(database, calls), health, calls, metrics), communications, new Walks(database), health);
    return new RunSync(sync, new LearnForms(database), finish, settings, metrics);
  }

  public static CallSettings callSettings() {
    return new CallSettings(
        10_000, 4, 2, Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(30),
        Duration.ofHours(1));
  }

  /** A worker takes what is due and dies where the test says: as if its process had been killed, nothing is cleaned up. */
  public void runDueAndDie() {
    try {
      runDue();
      throw new AssertionError("The worker was to die.");
    } catch (Death _) {
      // nobody knows
    }
  }

  /** The end of a worker. */
  public static final class Death extends Error {}

  /** Runs everything that is due, once. */
  public int runDue() {
    var due = claims.claim(100);
    due.forEach(worker()::run);
    return due.size();
  }

  SyncRun claimOne() {
    return claims.claim(1).getFirst();
  }

  public void connected(String... accounts) {
    for (var account : accounts) {
      if (channel instanceof InMemoryChannel memory) {
        memory.connect(account);
      }
      connect.connect(TENANT, account);
    }
  }

  public void changed(long version, String... addresses) {
    identifiers.handle(List.of(received(TENANT + "|" + RECORD, change(TENANT, RECORD, version, addresses))));
  }

  /** Another record than the usual one. */
  public void changedRecord(long record, long version, String... addresses) {
    identifiers.handle(List.of(received(TENANT + "|" + record, change(TENANT, record, version, addresses))));
  }

  /** The record's identifiers are these from now on. */
  public void changed(long version, List<Identifier> current) {
    identifiers.handle(List.of(received(TENANT + "|" + RECORD, change(channel.kind(), TENANT, RECORD, version, current))));
  }

  void requested(String id, boolean force) {
    requested(id, force, null);
  }

  void requested(String id, boolean force, @Nullable String by) {
    requests.handle(List.of(received(TENANT + "|" + RECORD, SyncRequested.newBuilder()
        .setTenant(TENANT)
        .setRecordId(RECORD)
        .setRequestId(id)
        .setReason(SyncReason.MANUAL)
        .setForce(force)
        .setRequestedBy(by)
        .setRequestedAt(Instant.EPOCH)
        .build())));
  }

  static IdentifiersChanged change(String tenant, long record, long version, String... addresses) {
    return change(io.tributary.events.Channel.EMAIL, tenant, record, version, Stream.of(addresses).map(SyncFixture::address).toList());
  }

  private static IdentifiersChanged change(
      io.tributary.events.Channel kind, String tenant, long record, long version, List<Identifier> current) {
    return IdentifiersChanged.newBuilder()
        .setTenant(tenant)
        .setRecordId(record)
        .setChannel(kind)
        .setPosition(new Position(1L, version, 1L))
        .setReason(ChangeReason.UPDATED)
        .setCurrent(current)
        .setFingerprint(String.join(",", current.stream().map(Identifier::getCanonical).toList()))
        .setCommittedAt(Instant.EPOCH)
        .build();
  }

  static <E extends SpecificRecord> Received<E> received(String key, E event) {
    return new Received<>("topic", 0, 0, key, event, Instant.ofEpochSecond(1_000), Map.of());
  }

  public List<String> jobs() {
    return database.asWorker(db -> db.select(SYNC_JOBS.STATUS)
        .from(SYNC_JOBS)
        .where(SYNC_JOBS.RECORD_ID.eq(RECORD))
        .orderBy(SYNC_JOBS.CREATED_AT)
        .fetch(SYNC_JOBS.STATUS));
  }

  /** wanted and done of the record. */
  List<Long> wantedAndDone() {
    return database.asWorker(db -> {
      var row = db.selectFrom(SYNC_STATE).where(SYNC_STATE.RECORD_ID.eq(RECORD)).fetchSingle();
      return List.of(row.getWanted(), row.getDone());
    });
  }

  /** As if the time had passed: the cooldown and the waits before next attempts end, and leases that are not renewed. */
  public void timePasses() {
    database.runAsWorker(db -> {
      db.execute("update sync_state set not_before = timestamptz '1970-01-01 00:00Z', retry_at = timestamptz '1970-01-01 00:00Z'");
      db.execute("update sync_state set lease_until = timestamptz '1970-01-01 00:00Z' where lease_until is not null");
      db.execute("update connections set backoff_until = timestamptz '1970-01-01 00:00Z'");
    });
  }

  /** The waits before next attempts end, and rests of accounts; cooldowns do not. */
  void restsEnd() {
    database.runAsWorker(db -> {
      db.execute("update sync_state set retry_at = timestamptz '1970-01-01 00:00Z'");
      db.execute("update connections set backoff_until = timestamptz '1970-01-01 00:00Z'");
    });
  }

  /** The wait of that record's next attempt ends, and rests of accounts. */
  void restsEndFor(long record) {
    database.runAsWorker(db -> {
      db.execute("update sync_state set retry_at = timestamptz '1970-01-01 00:00Z' where record_id = ?", record);
      db.execute("update connections set backoff_until = timestamptz '1970-01-01 00:00Z'");
    });
  }

  private static Identifier address(String address) {
    return EmailAddresses.identify(address).found().orElseThrow();
  }
}
