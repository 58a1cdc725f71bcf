package io.tributary.participants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;

/** Two transactions at the same time, told apart by the database's own locks and not by any clock. */
public final class Overlap {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Database database;
  private final DSLContext asLogin;

  Overlap(Database database, DSLContext asLogin) {
    this.database = database;
    this.asLogin = asLogin;
  }

  /** Runs the second until it waits for the first, whose transaction has done all but commit. */
  public void oneWhileTheOther(Runnable first, Runnable second) {
    var blocked = new CompletableFuture<Void>();
    database.runAsWorker(_ -> {
      first.run();
      Thread.ofVirtual().start(() -> {
        try {
          second.run();
          blocked.complete(null);
        } catch (RuntimeException | AssertionError e) {
          blocked.completeExceptionally(e);
        }
      });
      await().atMost(LIMIT).until(() -> CompletableFuture.supplyAsync(this::waiting).join() > 0);
      assertThat(blocked).isNotDone();
    });
    assertThat(blocked).succeedsWithin(LIMIT);
  }

  private int waiting() {
    return asLogin.fetch("select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").size();
  }
}
