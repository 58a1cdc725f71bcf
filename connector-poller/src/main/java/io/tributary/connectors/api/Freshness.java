package io.tributary.connectors.api;

import static io.tributary.connectors.jooq.Tables.CONNECTIONS;

import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.impl.DSL;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down where a connection that should be polled has had no successful run for too long: a process that is up proves nothing. */
final class Freshness implements HealthIndicator {

  private final Database database;
  private final Duration staleAfter;

  Freshness(Database database, Duration staleAfter) {
    this.database = database;
    this.staleAfter = staleAfter;
  }

  @Override
  public Health health() {
    int stale = database.asWorker(db -> db.fetchCount(CONNECTIONS, CONNECTIONS.STATE.in(List.of("ACTIVE", "ERROR", "RATE_LIMITED"))
        .and(DSL.coalesce(CONNECTIONS.LAST_SUCCESS_AT, CONNECTIONS.CREATED_AT).lt(
            DSL.field("clock_timestamp() - {0} * interval '1 millisecond'", OffsetDateTime.class, DSL.val(staleAfter.toMillis()))))));
    var health = stale == 0 ? Health.up() : Health.down();
    return health.withDetail("staleConnections", stale).withDetail("staleAfter", staleAfter.toString()).build();
  }
}
