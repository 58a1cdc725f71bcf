package io.tributary.channels.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.Priority;
import io.tributary.channels.SyncRun;
import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.service.kafka.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose turn it is, told by the order of claims and not by a clock. {@code -Dtributary.backlog=100000} makes the backlog as large as an import. */
class TurnsIT {

  private static final int BACKLOG = Integer.getInteger("tributary.backlog", 2_000);
  private static final int CHUNK = 500;

  private final SyncFixture<InMemoryChannel> sync = SyncFixture.inMemory();

  @Test
  void whatAPersonAskedForIsNextHoweverMuchWasImported() {
    imported("acme", BACKLOG);

    requested("acme", BACKLOG / 2, SyncReason.MANUAL, true);

    var next = sync.claims.claim(1).getFirst();
    assertThat(next.key().record()).isEqualTo(BACKLOG / 2);
    assertThat(next.claim().priority()).isEqualTo(Priority.MANUAL);
  }

  @Test
  void whatAPersonAskedForHasAPlaceThoughAllPlacesAreTakenByLongRuns() {
    imported("acme", 50);
    assertThat(sync.claims.claim(16)).as("the tenant's cap").hasSize(12);
    requested("acme", 40, SyncReason.MANUAL, true);

    var claimed = sync.claims.claim(0, 2);

    assertThat(claimed).singleElement().satisfies(run -> assertThat(run.key().record()).isEqualTo(40));
    assertThat(sync.claims.claim(0, 2)).as("what nobody asked for").isEmpty();
  }

  @Test
  void changesGoBeforeGapRepairsAndTheseBeforeSchedules() {
    requested("acme", 1, SyncReason.SCHEDULED, false);
    requested("acme", 2, SyncReason.ACCOUNT_CONNECTED, false);
    imported("acme", 3, 3);
    requested("acme", 4, SyncReason.MANUAL, false);

    assertThat(order(4)).containsExactly(4L, 3L, 2L, 1L);
  }

  @Test
  void aScheduledSyncThatWaitedLongGoesBeforeChangesThatCameNow() {
    requested("acme", 1, SyncReason.SCHEDULED, false);
    sync.database.runAsWorker(db -> db.execute("update sync_state set wanted_at = wanted_at - interval '61 minutes'"));
    imported("acme", 2, 30);

    assertThat(order(1)).containsExactly(1L);
  }

  @Test
  void theOneThatWaitsLongestIsNextAndFurtherTriggersDoNotPutItBack() {
    imported("acme", 7, 7);
    imported("acme", 1, 3);
    requested("acme", 7, SyncReason.SCHEDULED, false);

    assertThat(order(1)).containsExactly(7L);
  }

  @Test
  void rowsThatWaitForTheirCooldownDoNotStandInTheWay() {
    imported("acme", 1, 20);
    sync.database.runAsWorker(db -> db.execute("update sync_state set not_before = clock_timestamp() + interval '1 hour'"));
    imported("acme", 21, 21);

    assertThat(order(4)).containsExactly(21L);
  }

  @Test
  void aHundredfoldBacklogOfOneTenantAtMostDoublesTheOthersDelay() {
    int each = 10;
    long alone = delayOfOthers(each, 0);
    long beside = delayOfOthers(each, 100 * each);

    assertThat(beside).as("claims until 95 of 100 of the others' syncs have begun; %d without the backlog", alone).isLessThanOrEqualTo(2 * alone);
  }

  /** How many claims it takes until 95 % of the others' syncs have begun. */
  private long delayOfOthers(int each, int backlog) {
    SyncDatabase.fresh();
    imported("big", backlog);
    for (int tenant = 0; tenant < 5; tenant++) {
      imported("small-" + tenant, each);
    }
    var delays = new ArrayList<Long>();
    for (long claims = 1; delays.size() < 5 * each; claims++) {
      for (var run : sync.claims.claim(1)) {
        if (run.key().tenant().startsWith("small")) {
          delays.add(claims);
        }
        sync.finish.finish(run, new SyncEnd.Completed());
      }
    }
    return delays.get(delays.size() * 95 / 100);
  }

  private List<Long> order(int most) {
    var order = new ArrayList<Long>();
    for (int i = 0; i < most; i++) {
      sync.claims.claim(1).stream().map(SyncRun::key).forEach(key -> order.add(key.record()));
    }
    return order;
  }

  private void imported(String tenant, int count) {
    imported(tenant, 1, count);
  }

  private void imported(String tenant, int from, int to) {
    var batch = new ArrayList<Received<IdentifiersChanged>>();
    for (int i = from; i <= to; i++) {
      batch.add(SyncFixture.received(tenant + "|" + i, SyncFixture.change(tenant, i, 1, "p" + i + "@example.org")));
      if (batch.size() == CHUNK || i == to) {
        sync.identifiers.handle(batch);
        batch.clear();
      }
    }
  }

  private void requested(String tenant, long record, SyncReason reason, boolean force) {
    sync.requests.handle(List.of(SyncFixture.received(tenant + "|" + record, SyncRequested.newBuilder()
        .setTenant(tenant)
        .setRecordId(record)
        .setRequestId(tenant + record + reason)
        .setReason(reason)
        .setForce(force)
        .setRequestedAt(Instant.EPOCH)
        .build())));
  }
}
