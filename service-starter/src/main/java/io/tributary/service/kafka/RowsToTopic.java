package io.tributary.service.kafka;

import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Rows to topics. */
public final class RowsToTopic<R extends Record, E extends SpecificRecord> {

  public static <R extends Record, E extends SpecificRecord> RowsToTopic<R, E> of(
      String name, Table<R> table, Field<Long> version, Field<Long> publishedVersion, Function<R, Outgoing<E>> toEvent) {
    return new RowsToTopic<>();
  }

  public void poke() {}

  public int publishPending() {
    throw new UnsupportedOperationException();
  }
}
