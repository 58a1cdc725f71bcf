package io.tributary.bench.changes;

import io.tributary.events.Keys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Changes of single records at a fixed rate, each a transaction of its own, whether or not the one before was slow. */
final class PacedWrites {

  private final Connection connection;
  private final double perSecond;

  PacedWrites(Connection connection, double perSecond) {
    this.connection = connection;
    this.perSecond = perSecond;
  }

  /**
   * Gives each record another address.
   *
   * @return when each commit was answered ({@link System#nanoTime}), by the key its change will have
   */
  Map<String, Long> change(String table, List<Long> records) throws SQLException {
    var committed = new HashMap<String, Long>();
    var address = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    var sql = "update %s set data = data || jsonb_build_object('work_email', ?::text) where tenant = '%s' and id = ?".formatted(table, Rows.TENANT);
    try (var update = connection.prepareStatement(sql)) {
      long began = System.nanoTime();
      for (int i = 0; i < records.size(); i++) {
        awaitTurn(began + Math.round(i * 1e9 / perSecond));
        update.setString(1, "ada-%s-%d@engines.test".formatted(address, i));
        update.setLong(2, records.get(i));
        update.executeUpdate();
        committed.put(Keys.of(Rows.TENANT, records.get(i)), System.nanoTime());
      }
    }
    return committed;
  }

  private static void awaitTurn(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
