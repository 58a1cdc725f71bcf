package io.tributary.channels.work;

import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.RecordKey;
import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tenants, records and accounts of a stress run; what was wished of them, when runs began, and the provider's own log. Its time is the database's, moved on by hand. */
final class StressWorld {

  static final Duration COOLDOWN = Duration.ofMinutes(5);
  static final int RATE = 240;
  private static final int TENANTS = 3;
  private static final int RECORDS = 4;
  private static final int ACCOUNTS = 2;

  /** @param at moments of the database's clock, plus what it was moved on */
  record Call(String account, long record, List<String> forms, Instant at) {}

  /** What is known of a record from outside. */
  static final class Known {
    long version;
    String address = "";
    boolean forced;
    boolean wishedSinceClaim;
    Instant lastStart = Instant.EPOCH;
    /** For the message of a failure. */
    final List<String> history = new ArrayList<>();
  }

  final SyncFixture<InMemoryChannel> sync = SyncFixture.inMemory();
  final Map<RecordKey, Known> records = new HashMap<>();
  final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<String> requestIds = new ArrayList<>();
  private final Random random;
  private Duration moved = Duration.ZERO;

  StressWorld(Random random) {
    this.random = random;
    for (int t = 0; t < TENANTS; t++) {
      for (int a = 0; a < ACCOUNTS; a++) {
        sync.channel.connect(account(t, a));
        sync.connect.connect("t" + t, account(t, a));
      }
      for (int r = 1; r <= RECORDS; r++) {
        records.put(new RecordKey("t" + t, r), new Known());
      }
    }
    sync.database.runAsWorker(db -> db.execute("update connections set rate_limit_per_hour = ?", RATE));
  }

  static String account(int tenant, int number) {
    return "t" + tenant + "-box" + number;
  }

  static List<String> accountsOf(String tenant) {
    return List.of(tenant + "-box0", tenant + "-box1");
  }

  RecordKey any() {
    return new RecordKey("t" + random.nextInt(TENANTS), 1 + random.nextInt(RECORDS));
  }

  /** The record gets an address nobody had, and every account of its tenant has messages with it. */
  void change(RecordKey key) {
    var known = records.get(key);
    known.version++;
    known.history.add("change %d".formatted(known.version));
    known.address = "%s-%d-%d@example.org".formatted(key.tenant(), key.record(), known.version);
    known.wishedSinceClaim = true;
    for (var account : accountsOf(key.tenant())) {
      for (int i = 0; i < 3; i++) {
        sync.channel.add(account, known.address + i, Instant.parse("2026-01-10T00:00:00Z").plusSeconds(i), known.address);
      }
    }
    deliver(key, known.version, known.address);
  }

  /** An older change comes once more: nothing is to come of it. */
  void replay(RecordKey key) {
    var known = records.get(key);
    if (known.version > 1) {
      deliver(key, known.version - 1, "old@example.org");
    }
  }

  private void deliver(RecordKey key, long version, String address) {
    sync.identifiers.handle(List.of(SyncFixture.received(
        key.tenant() + "|" + key.record(), SyncFixture.change(key.tenant(), key.record(), version, address))));
  }

  void request(RecordKey key, boolean force) {
    var known = records.get(key);
    known.wishedSinceClaim = true;
    known.forced |= force;
    known.history.add(force ? "force" : "request");
    requestIds.add(key.tenant() + "-" + key.record() + "-" + requestIds.size());
    request(key, requestIds.getLast(), force);
  }

  void request(RecordKey key, String id, boolean force) {
    sync.requests.handle(List.of(SyncFixture.received(key.tenant() + "|" + key.record(), SyncRequested.newBuilder()
        .setTenant(key.tenant()).setRecordId(key.record()).setRequestId(id).setReason(SyncReason.MANUAL).setForce(force)
        .setRequestedAt(Instant.EPOCH).build())));
  }

  /** As if so much time had passed, for all that the database's clock decides. */
  void pass(Duration time) {
    moved = moved.plus(time);
    sync.database.runAsWorker(db -> {
      db.execute(
          """
          update sync_state set not_before = not_before - ? * interval '1 second', retry_at = retry_at - ? * interval '1 second',
            wanted_at = wanted_at - ? * interval '1 second', lease_until = lease_until - ? * interval '1 second'
          """,
          time.toSeconds(), time.toSeconds(), time.toSeconds(), time.toSeconds());
      db.execute("update connections set backoff_until = backoff_until - ? * interval '1 second'", time.toSeconds());
      db.execute("update budgets set refilled_at = refilled_at - ? * interval '1 second'", time.toSeconds());
    });
  }

  Instant now() {
    var clock = sync.database.<OffsetDateTime>asWorker(db -> db.fetchSingle("select clock_timestamp()").get(0, OffsetDateTime.class));
    return clock.toInstant().plus(moved);
  }

  boolean isWorkLeft() {
    return sync.database.asWorker(db -> db.fetchExists(db.selectFrom(SYNC_STATE).where(SYNC_STATE.WANTED.gt(SYNC_STATE.DONE))));
  }

  /** The last change of every record was asked of every account of its tenant, and what it showed is published. */
  void mustHaveSyncedEveryLastChange() {
    records.forEach((key, known) -> {
      if (known.version > 0) {
        for (var account : accountsOf(key.tenant())) {
          assertThat(calls).as("calls for %s of %s at %s", known.address, key, account)
              .anyMatch(call -> call.account().equals(account) && call.forms().contains(known.address));
          assertThat(sync.published).as("what %s shows of %s", account, known.address)
              .filteredOn(it -> it.getCopy().getAccount().equals(account))
              .extracting(it -> it.getExternalId())
              .contains(known.address + 0, known.address + 1, known.address + 2);
        }
      }
    });
  }

  /** Whichever hour one looks at, by the provider's own log. */
  void mustHaveKeptEveryBudget() {
    var byAccount = new HashMap<String, List<Call>>();
    calls.forEach(call -> byAccount.computeIfAbsent(call.account(), _ -> new ArrayList<>()).add(call));
    byAccount.forEach((account, made) -> {
      var hour = new ArrayDeque<Instant>();
      made.stream().map(Call::at).sorted().forEach(at -> {
        hour.add(at);
        while (hour.getFirst().isBefore(at.minus(Duration.ofHours(1)))) {
          hour.removeFirst();
        }
        assertThat(hour).as("calls of %s in the hour until %s", account, at).hasSizeLessThanOrEqualTo(RATE);
      });
    });
  }
}
