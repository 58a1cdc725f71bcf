package io.tributary.participants.rows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned into arrays, one a column, for {@code unnest(?::text[], ?::bigint[], …)}: a batch is one statement with a few parameters,
 * whatever its size, so PostgreSQL plans it once.
 */
public final class Columns<T> {

  private final List<T> rows;
  private final List<Object> arrays = new ArrayList<>();

  private Columns(Collection<T> rows) {
    this.rows = List.copyOf(rows);
  }

  /** @param rows in the order in which they are to be locked or written */
  public static <T> Columns<T> of(Collection<T> rows) {
    return new Columns<>(rows);
  }

  public Columns<T> text(Function<T, @Nullable String> column) {
    arrays.add(rows.stream().map(column).toArray(String[]::new));
    return this;
  }

  public Columns<T> number(Function<T, @Nullable Long> column) {
    arrays.add(rows.stream().map(column).toArray(Long[]::new));
    return this;
  }

  public Columns<T> real(Function<T, @Nullable Double> column) {
    arrays.add(rows.stream().map(column).toArray(Double[]::new));
    return this;
  }

  public Columns<T> bool(Function<T, @Nullable Boolean> column) {
    arrays.add(rows.stream().map(column).toArray(Boolean[]::new));
    return this;
  }

  /** As text in ISO 8601; the statement casts it to {@code timestamptz[]}. */
  public Columns<T> time(Function<T, @Nullable Instant> column) {
    return text(row -> {
      var time = column.apply(row);
      return time == null ? null : time.toString();
    });
  }

  /** As PostgreSQL writes arrays; the statement casts each to {@code bigint[]}. */
  public Columns<T> numbers(Function<T, List<Long>> column) {
    return text(row -> column.apply(row).stream().map(String::valueOf).collect(java.util.stream.Collectors.joining(",", "{", "}")));
  }

  /** Whether there is nothing to say to the database. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The statement's parameters. */
  public Object[] bindings() {
    return arrays.toArray();
  }
}
