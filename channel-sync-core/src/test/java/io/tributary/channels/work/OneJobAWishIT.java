package io.tributary.channels.work;

import static io.tributary.channels.work.SyncFixture.RECORD;
import static io.tributary.channels.work.SyncFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.channels.trigger.WakeWaiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A job that no run will ever take would stay open for good. */
class OneJobAWishIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long OTHER = RECORD + 1;

  private final SyncFixture<InMemoryChannel> sync = SyncFixture.inMemory();

  @Test
  void aRunThatBeginsWhileItsTenantsWaitingSyncsAreWokenLeavesNoJobBehind() {
    sync.connected("one");
    sync.channel.before(_ -> {
      throw new ProviderFailed(ProviderFailure.TRANSIENT, "the account is down");
    });
    sync.changed(1, "ada@example.org");
    sync.runDue();
    sync.changedRecord(OTHER, 1, "bob@example.org");

    var woken = new CompletableFuture<Void>();
    sync.database.runAsWorker(db -> {
      db.execute("select from sync_jobs where record_id = ? and status = 'DEFERRED' for update", RECORD);
      Thread.ofVirtual().start(() -> {
        sync.database.runAsWorker(other -> new WakeWaiting(TENANT).run(other));
        woken.complete(null);
      });
      await("the waking waits for the job of the one it woke").atMost(LIMIT)
          .until(() -> CompletableFuture.supplyAsync(this::waiting).join() > 0);
      var begun = CompletableFuture.supplyAsync(() -> sync.claims.claim(1)).join();
      assertThat(begun).singleElement().satisfies(run -> assertThat(run.key().record()).isEqualTo(OTHER));
    });
    assertThat(woken).succeedsWithin(LIMIT);

    assertThat(openJobsOf(OTHER)).as("its one job runs").isZero();
    assertThat(openJobsOf(RECORD)).as("what was woken").isOne();
  }

  private int openJobsOf(long record) {
    return sync.database.asWorker(db ->
        db.fetch("select from sync_jobs where record_id = ? and status in ('PENDING', 'DEFERRED')", record).size());
  }

  private int waiting() {
    return sync.database.asWorker(db -> db.fetch(
            "select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()")
        .size());
  }
}
