package io.tributary.service.kafka;

import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;

import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.RowN;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Publishes the pending rows of one {@link RowsToTopic}, chunk by chunk: lock them, send them, wait for the acknowledgements, mark them,
 * commit. The lock keeps two replicas from sending versions of one row in the wrong order. A row that cannot become an event is left
 * behind with an error in the log, and tried again when it changes or after five minutes; the others pass.
 */
final class PublishRows<R extends Record> {

  private static final Logger LOG = LoggerFactory.getLogger(PublishRows.class);
  private static final int CHUNK = 500;
  private static final int COUNT_UP_TO = 10_001;
  private static final long REFUSED_FOR_NANOS = Duration.ofMinutes(5).toNanos();

  private final RowsToTopic<R, ?> rows;
  private final Database database;
  private final EventPublisher publisher;
  /** Keys and versions. Not sent again with every sweep, but when the row changes or after a while. */
  private final Set<RowN> refused = ConcurrentHashMap.newKeySet();
  private volatile long forgotten = System.nanoTime();

  PublishRows(RowsToTopic<R, ?> rows, Database database, EventPublisher publisher) {
    this.rows = rows;
    this.database = database;
    this.publisher = publisher;
  }

  /** @return rows published */
  int publishPending() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("Rows of " + rows.name() + " are published after the transaction that changed them, not within.");
    }
    forgetRefusals();
    int published = 0;
    while (true) {
      var chunk = database.asWorker(sql -> publishChunk(sql));
      published += chunk.acknowledged();
      if (chunk.outage() != null) {
        throw new PublishFailed("Rows of %s were not published: %s".formatted(rows.name(), Reason.of(chunk.outage()).sentence()), chunk.outage());
      }
      if (chunk.size() == 0 && !rows.refill(database)) {
        return published;
      }
    }
  }

  /** Whether it is not the moment. */
  boolean mustWait() {
    return rows.mustWait();
  }

  /** How many rows wait, counted no further than 10,001. */
  int pending() {
    return database.asWorker(sql -> sql.fetchCount(selectOne().from(rows.table()).where(unpublished()).limit(COUNT_UP_TO)));
  }

  private Chunk publishChunk(DSLContext sql) {
    var locked = lock(sql);
    var sent = send(locked);
    var acknowledged = sql.newResult(rows.table());
    Throwable outage = null;
    for (int i = 0; i < sent.size(); i++) {
      var failure = failure(sent.get(i));
      if (failure == null) {
        acknowledged.add(locked.get(i));
      } else if (Verdict.on(failure) == Verdict.WAIT) {
        outage = failure;
      } else {
        refused.add(values(locked.get(i), keyAndVersion()));
        LOG.error("Row {} of {} cannot be published, so its readers keep the older state: {}",
            values(locked.get(i), keyFields()), rows.name(), Reason.of(failure).sentence());
      }
    }
    mark(sql, acknowledged);
    return new Chunk(locked.size(), acknowledged.size(), outage);
  }

  /** Not against rows that only refer to these: their foreign keys take a weaker lock. */
  private List<R> lock(DSLContext sql) {
    var others = refused.isEmpty() ? DSL.noCondition() : row(keyAndVersion()).notIn(refused);
    return sql.selectFrom(rows.table())
        .where(unpublished()).and(others)
        .orderBy(keyFields())
        .limit(CHUNK)
        .forNoKeyUpdate().skipLocked()
        .fetch();
  }

  private List<CompletableFuture<Void>> send(List<R> locked) {
    var sent = new ArrayList<CompletableFuture<Void>>(locked.size());
    for (var each : locked) {
      var acknowledged = send(each);
      sent.add(acknowledged);
      if (acknowledged.isCompletedExceptionally() && Verdict.on(acknowledged.exceptionNow()) == Verdict.WAIT) {
        // Without a broker each send blocks for a while; the rest waits for the next pass.
        break;
      }
    }
    return sent;
  }

  private CompletableFuture<Void> send(R each) {
    try {
      return publisher.send(rows.event(each));
    } catch (RuntimeException | StackOverflowError e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static @Nullable Throwable failure(CompletableFuture<Void> sent) {
    try {
      sent.join();
      return null;
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }

  /**
   * The lock makes the version that stands there the one that was read. The keys go as arrays: a list of them would be compared with each
   * row, one by one.
   */
  private void mark(DSLContext sql, Result<R> acknowledged) {
    if (!acknowledged.isEmpty()) {
      var keys = List.of(keyFields());
      var columns = keys.stream().map(key -> column(acknowledged, key)).toList();
      var marked = DSL.table("unnest({0})", DSL.list(columns)).as("marked", keys.stream().map(Field::getName).toArray(String[]::new));
      sql.update(rows.table())
          .set(rows.publishedVersion(), rows.version())
          .from(marked)
          .where(keys.stream().map(key -> isSame(key, marked)).toList())
          .execute();
    }
  }

  private static <T> Field<T[]> column(Result<?> rows, Field<T> key) {
    return DSL.val(rows.intoArray(key), key.getDataType().array());
  }

  private static <T> Condition isSame(Field<T> key, Table<?> marked) {
    return key.eq(DSL.field(DSL.name(marked.getName(), key.getName()), key.getDataType()));
  }

  private Condition unpublished() {
    return rows.version().gt(rows.publishedVersion());
  }

  /** Whether there are rows that could not become events. */
  boolean refusesSome() {
    return !refused.isEmpty();
  }

  private void forgetRefusals() {
    var now = System.nanoTime();
    if (now - forgotten > REFUSED_FOR_NANOS) {
      refused.clear();
      forgotten = now;
    }
  }

  private RowN values(R each, Field<?>[] fields) {
    return row(Arrays.stream(fields).map(field -> value(each, field)).toArray());
  }

  private static <T> Object value(Record each, Field<T> field) {
    return DSL.val(each.get(field), field);
  }

  private Field<?>[] keyFields() {
    var key = rows.table().getPrimaryKey();
    if (key == null) {
      throw new IllegalStateException(rows.name() + " has no primary key");
    }
    return key.getFieldsArray();
  }

  private Field<?>[] keyAndVersion() {
    return Stream.concat(Arrays.stream(keyFields()), Stream.of(rows.version())).toArray(Field<?>[]::new);
  }

  /** @param outage why not all of it could be sent */
  private record Chunk(int size, int acknowledged, @Nullable Throwable outage) {}
}
