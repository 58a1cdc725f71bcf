package io.tributary.records.capture;

import static io.tributary.records.capture.Captured.asSuperuser;
import static org.awaitility.Awaitility.await;

import io.tributary.local.TestStack;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Ways in which a slot no longer shows what was committed. Nobody reads it meanwhile. */
enum LossOfSlot {

  DROPPED {
    @Override
    void lose(Runnable changes) {
      asSuperuser(DROP);
      changes.run();
    }
  },

  /** Under the same name: from outside it looks as if nothing had happened. */
  MADE_ANEW {
    @Override
    void lose(Runnable changes) {
      asSuperuser(DROP);
      changes.run();
      asSuperuser("select pg_create_logical_replication_slot('tributary_records', 'pgoutput')");
    }
  },

  MOVED {
    @Override
    void lose(Runnable changes) {
      changes.run();
      asSuperuser("select pg_replication_slot_advance('tributary_records', pg_current_wal_insert_lsn())");
    }
  },

  /** More was written than the server keeps for a slot that does not move. */
  WITHOUT_WAL {
    @Override
    void lose(Runnable changes) {
      changes.run();
      asSuperuser("alter system set max_slot_wal_keep_size = '1MB'", "select pg_reload_conf()");
      try (var sql = DSL.using(TestStack.shared().jdbcUrl("records"), "postgres", "postgres")) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
          sql.execute("select pg_logical_emit_message(false, 'filler', ''), pg_switch_wal()");
          sql.execute("checkpoint");
          return isLost(sql);
        });
      } finally {
        asSuperuser("alter system reset max_slot_wal_keep_size", "select pg_reload_conf()");
      }
    }
  };

  private static final String DROP = "select pg_drop_replication_slot('tributary_records')";

  /** @param changes what is committed and will not be seen */
  abstract void lose(Runnable changes);

  private static boolean isLost(DSLContext sql) {
    return sql.fetchExists(
        DSL.select().from("pg_replication_slots").where("slot_name = 'tributary_records' and wal_status = 'lost'"));
  }
}
