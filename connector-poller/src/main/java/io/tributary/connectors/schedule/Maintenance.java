package io.tributary.connectors.schedule;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;
import static io.tributary.connectors.jooq.Tables.DELIVERIES;
import static io.tributary.connectors.jooq.Tables.RUNS;
import static io.tributary.connectors.jooq.Tables.SEEN;
import static io.tributary.connectors.jooq.Tables.THREADS;

import io.tributary.connectors.connection.ConnectionState;
import io.tributary.connectors.poll.PollSettings;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Lets go what nobody needs any more. */
public record Maintenance(Database database, PollSettings settings) {

  private static final Duration DELIVERIES_KEPT = Duration.ofDays(8);

  void tidy() {
    database.runAsWorker(db -> db.deleteFrom(SEEN).where(SEEN.SEEN_AT.lt(ago(settings.keepSeen()))).execute());
    database.runAsWorker(db -> db.deleteFrom(RUNS)
        .where(RUNS.FINISHED_AT.lt(ago(settings.keepRuns()))).and(RUNS.VERSION.eq(RUNS.PUBLISHED_VERSION)).execute());
    database.runAsWorker(db -> db.deleteFrom(DELIVERIES).where(DELIVERIES.RECEIVED_AT.lt(ago(DELIVERIES_KEPT))).execute());
    database.runAsWorker(db -> {
      var gone = db.deleteFrom(CONNECTIONS)
          .where(CONNECTIONS.STATE.eq(ConnectionState.REMOVED.name())).and(CONNECTIONS.VERSION.eq(CONNECTIONS.PUBLISHED_VERSION))
          .returning(CONNECTIONS.TENANT, CONNECTIONS.WORKSPACE)
          .fetch();
      gone.forEach(row -> db.deleteFrom(THREADS)
          .where(THREADS.TENANT.eq(row.getTenant())).and(THREADS.WORKSPACE.eq(row.getWorkspace())).execute());
    });
  }

  private static Field<OffsetDateTime> ago(Duration time) {
    return DSL.field("clock_timestamp() - {0} * interval '1 millisecond'", OffsetDateTime.class, DSL.val(time.toMillis()));
  }
}
