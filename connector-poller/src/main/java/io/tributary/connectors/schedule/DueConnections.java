package io.tributary.connectors.schedule;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;

import io.tributary.connectors.ConnectionKey;
import io.tributary.events.PollSource;
import io.tributary.service.database.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Which connections are polled. */
public record DueConnections(Database database) {

  private static final List<String> POLLED = List.of("ACTIVE", "ERROR", "RATE_LIMITED");

  List<ConnectionKey> all() {
    return database.asWorker(db -> db.select(CONNECTIONS.TENANT, CONNECTIONS.SOURCE, CONNECTIONS.WORKSPACE)
        .from(CONNECTIONS)
        .where(CONNECTIONS.STATE.in(POLLED))
        .fetch(row -> new ConnectionKey(row.value1(), PollSource.valueOf(row.value2()), row.value3())));
  }

  /** When it may run again at the earliest; empty if it is not polled. */
  Optional<Instant> notBefore(ConnectionKey key) {
    return database.asWorker(db -> db.select(CONNECTIONS.NOT_BEFORE)
        .from(CONNECTIONS)
        .where(CONNECTIONS.TENANT.eq(key.tenant())).and(CONNECTIONS.SOURCE.eq(key.source().name()))
        .and(CONNECTIONS.WORKSPACE.eq(key.workspace()))
        .and(CONNECTIONS.STATE.in(POLLED))
        .fetchOptional(CONNECTIONS.NOT_BEFORE))
        .map(OffsetDateTime::toInstant);
  }
}
