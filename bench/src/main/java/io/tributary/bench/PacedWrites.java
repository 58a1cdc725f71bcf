package io.tributary.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jooq.DSLContext;

/** Changes of single records at a fixed rate, each a transaction of its own, whether or not the one before was slow. */
public record PacedWrites(DSLContext sql, String table, double perSecond) {

  /**
   * Gives each record another address.
   *
   * @param addresses by record
   * @return when each commit was answered
   */
  public Map<Long, Instant> change(List<Long> records, LongFunction<String> addresses) {
    return sql.connectionResult(connection -> change(connection, records, addresses));
  }

  private Map<Long, Instant> change(Connection connection, List<Long> records, LongFunction<String> addresses) throws SQLException {
    var committed = new HashMap<Long, Instant>();
    var statement = "update %s set data = data || jsonb_build_object('work_email', ?::text) where tenant = ? and id = ?".formatted(table);
    try (var update = connection.prepareStatement(statement)) {
      update.setString(2, Contacts.TENANT);
      long began = System.nanoTime();
      for (int i = 0; i < records.size(); i++) {
        awaitTurn(began + Math.round(i * 1e9 / perSecond));
        update.setString(1, addresses.apply(records.get(i)));
        update.setLong(3, records.get(i));
        update.executeUpdate();
        committed.put(records.get(i), Instant.now());
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
