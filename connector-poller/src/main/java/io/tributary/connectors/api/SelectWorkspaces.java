package io.tributary.connectors.api;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;
import static io.tributary.connectors.jooq.Tables.RUNS;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.connection.ConnectionState;
import io.tributary.connectors.jooq.tables.records.ConnectionsRecord;
import io.tributary.connectors.jooq.tables.records.RunsRecord;
import io.tributary.connectors.schedule.PollSchedule;
import io.tributary.events.PollSource;
import io.tributary.service.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The tenant's connections, each with its last run: one statement. */
final class SelectWorkspaces {

  private static final int MOST = 1000;

  private final Database database;
  private final PollSchedule schedule;
  private final Clock time;

  SelectWorkspaces(Database database, PollSchedule schedule, Clock time) {
    this.database = database;
    this.schedule = schedule;
    this.time = time;
  }

  List<WorkspaceStatus> of(String tenant) {
    var last = DSL.selectFrom(RUNS)
        .where(RUNS.TENANT.eq(CONNECTIONS.TENANT)).and(RUNS.SOURCE.eq(CONNECTIONS.SOURCE)).and(RUNS.WORKSPACE.eq(CONNECTIONS.WORKSPACE))
        .orderBy(RUNS.STARTED_AT.desc())
        .limit(1)
        .asTable(RUNS);
    return database.inTenant(tenant, db -> db.select(CONNECTIONS.asterisk(), last.asterisk())
        .from(CONNECTIONS)
        .leftJoin(DSL.lateral(last)).on(DSL.trueCondition())
        .where(CONNECTIONS.TENANT.eq(tenant))
        .and(CONNECTIONS.STATE.ne("REMOVED"))
        .orderBy(CONNECTIONS.SOURCE, CONNECTIONS.WORKSPACE)
        .limit(MOST)
        .fetch(row -> status(row.into(CONNECTIONS), row.get(RUNS.RUN_ID) == null ? null : row.into(RUNS))));
  }

  private WorkspaceStatus status(ConnectionsRecord connection, @Nullable RunsRecord run) {
    var key = new ConnectionKey(connection.getTenant(), PollSource.valueOf(connection.getSource()), connection.getWorkspace());
    boolean polled = ConnectionState.valueOf(connection.getState()).isPolled();
    var next = polled ? schedule.nextOf(key, connection.getNotBefore().toInstant()) : null;
    return new WorkspaceStatus(
        key.source(), key.workspace(), connection.getState().toLowerCase(Locale.ROOT),
        run == null ? null : run.getStatus().toLowerCase(Locale.ROOT),
        run == null ? 0 : run.getFetched(), run == null ? 0 : run.getPublished(), run == null ? null : run.getExpected(),
        run == null || run.getExpected() == null ? null : run.getFetched() >= run.getExpected(),
        run == null ? 0 : run.getCalls(), run != null && run.getTruncated(), run == null ? null : run.getLagSeconds(),
        connection.getStateReason(), instant(connection.getLastRunAt()), instant(connection.getLastSuccessAt()), next,
        whyNotNow(connection), run == null ? "[]" : run.getStreams().data());
  }

  private @Nullable String whyNotNow(ConnectionsRecord connection) {
    return switch (connection.getState()) {
      case "PAUSED" -> "A person paused it.";
      case "NEEDS_REAUTH" -> "Its credentials are dead: connect it again.";
      case "RATE_LIMITED" -> "The provider's limit is reached.";
      default -> connection.getNotBefore().toInstant().isAfter(time.instant()) ? "It waits after a failed run." : null;
    };
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
