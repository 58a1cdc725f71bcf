package io.tributary.channels.trigger;

import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.jooq.impl.DSL.when;

import io.tributary.channels.DatabaseClock;
import java.time.OffsetDateTime;
import org.jooq.Field;

/** Since when a record waits for its turn: since the oldest trigger that no run has taken, however many follow it. */
public final class WantedAt {

  /** For an update that raises {@code wanted}. */
  public static final Field<OffsetDateTime> OF_ONE_MORE_TRIGGER =
      when(SYNC_STATE.WANTED.gt(SYNC_STATE.TAKEN), SYNC_STATE.WANTED_AT).else_(DatabaseClock.NOW);

  private WantedAt() {}
}
