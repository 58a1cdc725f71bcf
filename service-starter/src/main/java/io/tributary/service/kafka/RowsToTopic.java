package io.tributary.service.kafka;

import io.tributary.service.database.Database;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows that become events: whoever changes a row raises its {@code version}; a row whose version is above its published version is sent,
 * and when the broker has acknowledged it, {@code published_version} becomes the version that was read. Declare one as a bean; the
 * starter sweeps every second, {@link #poke} publishes at once.
 *
 * <p>The table needs a primary key and, to be quick, a partial index {@code where version > published_version}. An event may be sent
 * twice, and states in between may be skipped; the last one always comes. For a row that is to go, let {@code toEvent} give a tombstone,
 * and delete the row only once its version is published.
 */
public final class RowsToTopic<R extends Record, E extends SpecificRecord> {

  private final String name;
  private final Table<R> table;
  private final Field<Long> version;
  private final Field<Long> publishedVersion;
  private final Function<R, Outgoing<E>> toEvent;
  private volatile BooleanSupplier busy = () -> false;
  private volatile @Nullable Predicate<DSLContext> refill;
  private volatile @Nullable SweepRows sweeper;

  private RowsToTopic(
      String name, Table<R> table, Field<Long> version, Field<Long> publishedVersion, Function<R, Outgoing<E>> toEvent) {
    this.name = Objects.requireNonNull(name);
    this.table = table;
    this.version = version;
    this.publishedVersion = publishedVersion;
    this.toEvent = toEvent;
    if (table.getPrimaryKey() == null) {
      throw new IllegalArgumentException("Rows of %s cannot be published: the table has no primary key.".formatted(table));
    }
  }

  /**
   * @param name for logs and metrics
   * @param toEvent reads the row alone; it runs in the transaction that holds the row
   */
  public static <R extends Record, E extends SpecificRecord> RowsToTopic<R, E> of(
      String name, Table<R> table, Field<Long> version, Field<Long> publishedVersion, Function<R, Outgoing<E>> toEvent) {
    return new RowsToTopic<>(name, table, version, publishedVersion, toEvent);
  }

  /**
   * Rows wait as long as that is so: for a service that would rather finish other work first. {@link #publishPending} does not ask.
   *
   * @param busy must not say so for ever
   * @return this
   */
  public RowsToTopic<R, E> waitingWhile(BooleanSupplier busy) {
    this.busy = busy;
    return this;
  }

  /**
   * For rows that are not written before they are about to go out: whenever none is left, it writes some.
   *
   * @param refill in a transaction of the worker's; says whether it wrote any
   * @return this
   */
  public RowsToTopic<R, E> refilledBy(Predicate<DSLContext> refill) {
    this.refill = refill;
    return this;
  }

  /** There are rows to publish: wakes the publisher, within a transaction after its commit. Costs nothing, blocks never. */
  public void poke() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
        @Override
        public void afterCommit() {
          sweeper().wake();
        }
      });
    } else {
      sweeper().wake();
    }
  }

  /**
   * Publishes until nothing is left that another publisher does not hold.
   *
   * @return rows published by this call
   * @throws PublishFailed if the broker does not acknowledge; what it did acknowledge is marked
   * @throws IllegalStateException within a transaction: its rows are not committed yet
   */
  public int publishPending() {
    return sweeper().publishPending();
  }

  boolean mustWait() {
    return busy.getAsBoolean();
  }

  /** Whether there are more rows now. */
  boolean refill(Database database) {
    var more = refill;
    return more != null && database.asWorker(more::test);
  }

  String name() {
    return name;
  }

  Table<R> table() {
    return table;
  }

  Field<Long> version() {
    return version;
  }

  Field<Long> publishedVersion() {
    return publishedVersion;
  }

  Outgoing<E> event(R row) {
    return toEvent.apply(row);
  }

  void sweptBy(SweepRows sweeper) {
    this.sweeper = sweeper;
  }

  private SweepRows sweeper() {
    var current = sweeper;
    if (current == null) {
      throw new IllegalStateException("RowsToTopic " + name + " is not a bean of a started application.");
    }
    return current;
  }
}
