package io.tributary.service.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database's time, for moments that other processes compare with theirs: their machines' clocks differ. The database is asked once a minute;
 * in between this process's monotonic clock counts on, so that it does not matter who sets the machine's.
 */
public final class DatabaseTime extends Clock {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseTime.class);
  private static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private record Reading(Instant time, long nanos) {

    Instant now() {
      return time.plusNanos(age());
    }

    long age() {
      return System.nanoTime() - nanos;
    }
  }

  private final Supplier<Instant> database;
  private final Duration goodFor;
  private final ZoneId zone;
  private volatile @Nullable Reading last;

  public DatabaseTime(DataSource database) {
    this(askedFrom(JdbcClient.create(database)), GOOD_FOR, ZoneOffset.UTC);
  }

  /** @param goodFor after how long the database is asked again */
  DatabaseTime(Supplier<Instant> database, Duration goodFor, ZoneId zone) {
    this.database = database;
    this.goodFor = goodFor;
    this.zone = zone;
  }

  private static Supplier<Instant> askedFrom(JdbcClient sql) {
    return () -> sql.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
  }

  /** @throws DataAccessException if the database has never told its time and does not answer */
  @Override
  public Instant instant() {
    var reading = last;
    return (reading != null && isGood(reading) ? reading : read()).now();
  }

  private synchronized Reading read() {
    var before = last;
    if (before != null && isGood(before)) {
      return before; // another thread has asked meanwhile
    }
    var read = ask(before);
    last = read;
    return read;
  }

  private Reading ask(@Nullable Reading before) {
    try {
      return new Reading(database.get(), System.nanoTime());
    } catch (DataAccessException e) {
      if (before == null) {
        throw e;
      }
      LOG.info("The database does not tell its time; it is counted on from what it told last");
      return new Reading(before.now(), System.nanoTime());
    }
  }

  private boolean isGood(Reading reading) {
    return reading.age() < goodFor.toNanos();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new DatabaseTime(database, goodFor, other);
  }
}
