package io.tributary.records.sync;

import static io.tributary.records.jooq.Tables.SYNC_JOB_VIEW;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.tributary.service.database.Database;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** A tenant's sync jobs, newest first, of all channels. */
@Component
class ListSyncJobs {

  private final Database database;

  ListSyncJobs(Database database) {
    this.database = database;
  }

  /** @throws Problem 422 if the cursor is not one of this list */
  Page<JobView> list(String tenant, SyncJobFilter filter, PageRequest page) {
    var condition = SYNC_JOB_VIEW.TENANT.eq(tenant).and(matching(filter)).and(page.cursor() == null ? DSL.noCondition() : behind(page.cursor()));
    var found = database.inTenant(tenant, db -> db.selectFrom(SYNC_JOB_VIEW)
        .where(condition)
        .orderBy(SYNC_JOB_VIEW.CREATED_AT.desc(), SYNC_JOB_VIEW.JOB_ID.desc())
        .limit(page.limit() + 1)
        .fetch(JobView::of));
    if (found.size() <= page.limit()) {
      return new Page<>(found, null);
    }
    var items = found.subList(0, page.limit());
    return new Page<>(items, CursorCodec.encode(items.getLast().createdAt(), items.getLast().jobId()));
  }

  private static Condition matching(SyncJobFilter filter) {
    var conditions = DSL.noCondition();
    if (filter.recordId() != null) {
      conditions = conditions.and(SYNC_JOB_VIEW.RECORD_ID.eq(filter.recordId()));
    }
    if (filter.channel() != null) {
      conditions = conditions.and(SYNC_JOB_VIEW.CHANNEL.eq(filter.channel().toUpperCase(Locale.ROOT)));
    }
    if (filter.status() != null) {
      conditions = conditions.and(SYNC_JOB_VIEW.STATUS.in(filter.statuses()));
    }
    if (filter.reason() != null) {
      conditions = conditions.and(SYNC_JOB_VIEW.TRIGGER_REASON.eq(filter.reason().toUpperCase(Locale.ROOT)));
    }
    if (filter.since() != null) {
      conditions = conditions.and(SYNC_JOB_VIEW.CREATED_AT.ge(filter.since()));
    }
    if (filter.until() != null) {
      conditions = conditions.and(SYNC_JOB_VIEW.CREATED_AT.lt(filter.until()));
    }
    return conditions;
  }

  private static Condition behind(String cursor) {
    var parts = CursorCodec.decode(cursor, 2);
    try {
      return row(SYNC_JOB_VIEW.CREATED_AT, SYNC_JOB_VIEW.JOB_ID)
          .lt(row(val(OffsetDateTime.parse(parts.getFirst())), val(UUID.fromString(parts.getLast()))));
    } catch (DateTimeException | IllegalArgumentException _) {
      throw Problem.invalid("cursor", "is not one that this list gave; leave it out to start at the first page");
    }
  }
}
