package io.tributary.connectors.poll;

import static io.tributary.connectors.jooq.Tables.STREAMS;
import static org.jooq.impl.DSL.excluded;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How far one stream was read. */
record Positions(Database database, ConnectionKey key, String stream) {

  private static final Field<OffsetDateTime> NOW = DSL.field("clock_timestamp()", OffsetDateTime.class);

  @Nullable String current() {
    var position = database.asWorker(db -> db.select(STREAMS.POSITION).from(STREAMS).where(isOurs()).fetchOne(STREAMS.POSITION));
    return position == null ? null : position.data();
  }

  /** The position, and what the connector remembers of the page: in the transaction that says the page is published. */
  void moveTo(DSLContext db, Page page) {
    page.remember().accept(db);
    store(db, page.next());
  }

  /** The stream was read, to its end or to where a valve closed. */
  void settle(StreamReport report) {
    var until = report.readUntil();
    database.runAsWorker(db -> db.update(STREAMS)
        .set(STREAMS.READ_AT, until == null ? STREAMS.READ_AT : NOW)
        .set(STREAMS.READ_UNTIL, until == null ? STREAMS.READ_UNTIL : DSL.val(at(until)))
        .set(STREAMS.TRUNCATED, report.truncated())
        .set(STREAMS.ODD_SINCE, report.failure() == null ? DSL.castNull(STREAMS.ODD_SINCE) : STREAMS.ODD_SINCE)
        .set(STREAMS.ERROR, report.error())
        .set(STREAMS.ERROR_CLASS, report.failure() == null ? null : report.failure().name())
        .where(isOurs())
        .execute());
  }

  void fail(PollFailed failed) {
    database.runAsWorker(db -> db.insertInto(STREAMS)
        .set(STREAMS.TENANT, key.tenant())
        .set(STREAMS.SOURCE, key.source().name())
        .set(STREAMS.WORKSPACE, key.workspace())
        .set(STREAMS.STREAM, stream)
        .set(STREAMS.ERROR, failed.getMessage())
        .set(STREAMS.ERROR_CLASS, failed.failure().name())
        .onConflict(STREAMS.TENANT, STREAMS.SOURCE, STREAMS.WORKSPACE, STREAMS.STREAM)
        .doUpdate()
        .set(STREAMS.ERROR, excluded(STREAMS.ERROR))
        .set(STREAMS.ERROR_CLASS, excluded(STREAMS.ERROR_CLASS))
        .execute());
  }

  /** The page is nothing but odd items. @return whether that began so long ago, and the stream was not read without any since */
  boolean areOddFor(Duration patience) {
    var since = database.asWorker(db -> db.insertInto(STREAMS)
        .set(STREAMS.TENANT, key.tenant())
        .set(STREAMS.SOURCE, key.source().name())
        .set(STREAMS.WORKSPACE, key.workspace())
        .set(STREAMS.STREAM, stream)
        .set(STREAMS.ODD_SINCE, NOW)
        .onConflict(STREAMS.TENANT, STREAMS.SOURCE, STREAMS.WORKSPACE, STREAMS.STREAM)
        .doUpdate()
        .set(STREAMS.ODD_SINCE, DSL.coalesce(STREAMS.ODD_SINCE, excluded(STREAMS.ODD_SINCE)))
        .returningResult(DSL.field("clock_timestamp() - {0} >= {1} * interval '1 millisecond'", Boolean.class,
            STREAMS.ODD_SINCE, DSL.val(patience.toMillis())))
        .fetchSingle());
    return since.value1();
  }

  private void store(DSLContext db, String position) {
    db.insertInto(STREAMS)
        .set(STREAMS.TENANT, key.tenant())
        .set(STREAMS.SOURCE, key.source().name())
        .set(STREAMS.WORKSPACE, key.workspace())
        .set(STREAMS.STREAM, stream)
        .set(STREAMS.POSITION, JSONB.valueOf(position))
        .onConflict(STREAMS.TENANT, STREAMS.SOURCE, STREAMS.WORKSPACE, STREAMS.STREAM)
        .doUpdate()
        .set(STREAMS.POSITION, excluded(STREAMS.POSITION))
        .set(STREAMS.MOVED_AT, NOW)
        .execute();
  }

  private Condition isOurs() {
    return STREAMS.TENANT.eq(key.tenant()).and(STREAMS.SOURCE.eq(key.source().name())).and(STREAMS.WORKSPACE.eq(key.workspace()))
        .and(STREAMS.STREAM.eq(stream));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
