package io.tributary.channels;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The one clock of channel sync: the database's, since the replicas' clocks differ. */
public final class DatabaseClock {

  /** The moment of the statement, not of its transaction's begin. */
  public static final Field<OffsetDateTime> NOW = DSL.field("clock_timestamp()", SQLDataType.TIMESTAMPWITHTIMEZONE);

  /** Before everything: due at once. Not minus infinity, which Java has no date for. */
  public static final Field<OffsetDateTime> LONG_AGO = DSL.field("timestamptz '1970-01-01 00:00:00+00'", SQLDataType.TIMESTAMPWITHTIMEZONE);

  public static Field<OffsetDateTime> in(Duration wait) {
    return DSL.field(
        "clock_timestamp() + {0} * interval '1 millisecond'", SQLDataType.TIMESTAMPWITHTIMEZONE, DSL.val(wait.toMillis()));
  }

  public static Instant read(DSLContext db) {
    return db.select(NOW).fetchSingle().value1().toInstant();
  }

  private DatabaseClock() {}
}
