package io.tributary.records.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.TestStack;
import io.tributary.records.ApiTest;
import io.tributary.records.reconcile.ReconcileReason;
import io.tributary.records.reconcile.ReconciliationRequests;
import io.tributary.service.database.Database;
import io.tributary.service.registry.AvroValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The capture is killed and stopped at random points while transactions are open and interleave. {@code -Dtributary.restarts=50} for a long
 * run, {@code -Dtributary.seed=…} for the same one again.
 */
@ApiTest
class RestartIT {

  private static final int RESTARTS = Integer.getInteger("tributary.restarts", 3);
  private static final long SEED = Long.getLong("tributary.seed", System.nanoTime());

  @Autowired ConfigurableEnvironment environment;
  @Autowired Database database;
  @Autowired ReconciliationRequests reconciliations;
  @Autowired AvroValues values;
  @TempDir Path folder;

  private record Reconciled(long touched, long repairs) {}

  @Test
  void noCommittedVersionIsLostWhereverTheCaptureEnds() throws Exception {
    try (var run = new Run()) {
      for (var restart = 1; restart <= RESTARTS; restart++) {
        run.restart(restart % 2 == 0);

        assertThat(run.broken()).as("restart %d of seed %d", restart, SEED).isEmpty();
      }

      assertThat(run.reconcile()).isEqualTo(new Reconciled(0, 0));
    }
  }

  /** A capture, and transactions beside it. */
  private final class Run implements AutoCloseable {

    private final Random random = new Random(SEED);
    private final CapturingProcess capture;
    private final StatesOfPeople states;
    private final OpenTransactions transactions;

    Run() throws Exception {
      capture = CapturingProcess.start(environment, folder);
      states = new StatesOfPeople(TestStack.shared().bootstrapServers(), values);
      transactions = new OpenTransactions(new People(database), random);
      capture.awaitPublished();
      reconcile();
    }

    /**
     * One transaction is open all the while and was overtaken by others that are published.
     *
     * @param quiet the capture ends when it has nothing to do, and that transaction is the next to be committed; else it ends in mid-work
     */
    void restart(boolean quiet) throws Exception {
      transactions.straddle();
      transactions.steps(random.nextInt(100));
      capture.awaitPublished();
      if (!quiet) {
        transactions.steps(random.nextInt(500));
      }
      if (random.nextInt(3) == 0) {
        capture.stop();
      } else {
        capture.kill();
      }
      if (quiet) {
        transactions.endStraddling();
      }
      transactions.steps(random.nextInt(200));
      capture.startAgain();
      await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(50)).until(() -> {
        transactions.steps(random.nextInt(4));
        return capture.isCapturing();
      });
      transactions.steps(random.nextInt(200));
      transactions.commitAll();
    }

    Map<Long, String> broken() {
      capture.awaitPublished();
      return StreamGuarantee.broken(transactions.committed(), states.said());
    }

    Reconciled reconcile() {
      var id = reconciliations.everything(ReconcileReason.MANUAL);
      capture.awaitReady(() -> database.asWorker(
          sql -> sql.fetchOptional("select from reconciliations where id = ? and finished_at is not null", id)).isPresent());
      return database.asWorker(sql -> sql.fetchSingle("select touched, repairs from reconciliations where id = ?", id)
          .map(row -> new Reconciled(row.get(0, Long.class), row.get(1, Long.class))));
    }

    @Override
    public void close() throws Exception {
      capture.close();
      states.close();
      transactions.close();
    }
  }
}
