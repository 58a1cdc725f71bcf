package io.tributary.records.capture;

import io.tributary.local.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Transactions that are open beside each other and write people's records, one step at a time, in an order that a seed decides; and the
 * ledger of what they committed.
 */
final class OpenTransactions implements AutoCloseable {

  private static final int BESIDE = 4;

  private final People people;
  private final Random random;
  private final List<Open> beside = new ArrayList<>();
  private final Open straddling;
  private final Map<Long, List<String>> committed = new TreeMap<>();
  private final List<Long> known = new ArrayList<>();
  private int written;

  OpenTransactions(People people, Random random) throws SQLException {
    this.people = people;
    this.random = random;
    for (var i = 0; i < BESIDE; i++) {
      beside.add(new Open());
    }
    this.straddling = new Open();
  }

  /** By record, the address that each of its versions held, the first version first. */
  Map<Long, List<String>> committed() {
    return committed;
  }

  void steps(int count) throws SQLException {
    for (var i = 0; i < count; i++) {
      var one = beside.get(random.nextInt(BESIDE));
      switch (random.nextInt(12)) {
        case 0, 1 -> one.commit();
        case 2 -> one.rollBack();
        case 3, 4, 5 -> one.insert();
        default -> one.update();
      }
    }
  }

  /** One that writes and stays open, while others, begun later, are committed. */
  void straddle() throws SQLException {
    straddling.insert();
    straddling.insert();
    straddling.update();
    beside.getFirst().insert();
    beside.getFirst().commit();
  }

  /** The one that stayed open goes on and is committed. */
  void endStraddling() throws SQLException {
    straddling.insert();
    straddling.update();
    straddling.insert();
    straddling.commit();
  }

  void commitAll() throws SQLException {
    endStraddling();
    for (var one : beside) {
      one.commit();
    }
  }

  @Override
  public void close() throws SQLException {
    straddling.connection.close();
    for (var one : beside) {
      one.connection.close();
    }
  }

  private final class Open {

    private final Connection connection;
    private final DSLContext sql;
    private final Map<Long, List<String>> uncommitted = new LinkedHashMap<>();

    Open() throws SQLException {
      connection = DriverManager.getConnection(TestStack.shared().jdbcUrl("records"), "postgres", "postgres");
      connection.setAutoCommit(false);
      sql = DSL.using(connection, SQLDialect.POSTGRES);
    }

    void insert() {
      var email = nextEmail();
      var id = sql.fetchSingle(
              "insert into records (tenant, pipeline_id, data) values (?, ?, jsonb_build_object('work_email', ?::text)) returning id",
              People.TENANT, people.pipeline(), email)
          .get(0, Long.class);
      wrote(id, email);
    }

    /** Passes over a record that another transaction holds. */
    void update() {
      if (known.isEmpty()) {
        return;
      }
      var id = known.get(random.nextInt(known.size()));
      var email = nextEmail();
      var updated = sql.execute("""
          update records set data = data || jsonb_build_object('work_email', ?::text)
          where (tenant, id) in (select tenant, id from records where tenant = ? and id = ? for update skip locked)""",
          email, People.TENANT, id);
      if (updated == 1) {
        wrote(id, email);
      }
    }

    void commit() throws SQLException {
      connection.commit();
      uncommitted.forEach((id, emails) -> {
        if (!committed.containsKey(id)) {
          known.add(id);
        }
        committed.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(emails);
      });
      uncommitted.clear();
    }

    void rollBack() throws SQLException {
      connection.rollback();
      uncommitted.clear();
    }

    private void wrote(long id, String email) {
      uncommitted.computeIfAbsent(id, _ -> new ArrayList<>()).add(email);
    }

    private String nextEmail() {
      return "person%d@tanous.net".formatted(written++);
    }
  }
}
