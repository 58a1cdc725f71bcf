package io.tributary.channels.job;

import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.jooq.impl.DSL.when;

import java.time.OffsetDateTime;
import org.jooq.Field;

/**
 * When a record's sync may begin: after the cooldown, which a trigger waits for; but what an earlier run left is fetched when its own wait
 * ends. Only the trigger's run starts a cooldown: one that fetches what was left asks for no more than that.
 */
public final class Due {

  public static final Field<OffsetDateTime> DUE = when(SYNC_STATE.ATTEMPTING_SINCE.isNotNull(), SYNC_STATE.RETRY_AT).else_(SYNC_STATE.NOT_BEFORE);

  private Due() {}
}
