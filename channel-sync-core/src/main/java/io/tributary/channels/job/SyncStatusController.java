package io.tributary.channels.job;

import static io.tributary.channels.jooq.Tables.SYNC_JOBS;
import static io.tributary.channels.jooq.Tables.SYNC_STATE;

import io.tributary.channels.Channel;
import io.tributary.channels.DatabaseClock;
import io.tributary.service.database.Database;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells where a record's sync stands, as this service has it: "deferred until …" and not silence. */
@RestController
public final class SyncStatusController {

  private static final int JOBS = 10;

  private final Channel channel;
  private final Database database;

  public SyncStatusController(Channel channel, Database database) {
    this.channel = channel;
    this.database = database;
  }

  @GetMapping("/api/channels/{channel}/records/{record}/sync_status")
  SyncStatus status(Tenant tenant, @PathVariable("channel") String name, @PathVariable("record") long record) {
    if (!channel.kind().name().toLowerCase(Locale.ROOT).equals(name)) {
      throw Problem.notFound("channel", name);
    }
    return database.inTenant(tenant.id(), db -> {
      var state = db.selectFrom(SYNC_STATE)
          .where(SYNC_STATE.TENANT.eq(tenant.id()))
          .and(SYNC_STATE.RECORD_ID.eq(record))
          .fetchOptional()
          .orElseThrow(() -> Problem.notFound("record", String.valueOf(record)));
      var jobs = db.selectFrom(SYNC_JOBS)
          .where(SYNC_JOBS.TENANT.eq(tenant.id()))
          .and(SYNC_JOBS.RECORD_ID.eq(record))
          .orderBy(SYNC_JOBS.CREATED_AT.desc())
          .limit(JOBS)
          .fetch(SyncStatus.Job::of);
      return SyncStatus.of(state, db.select(DatabaseClock.NOW).fetchSingle().value1(), jobs);
    });
  }
}
