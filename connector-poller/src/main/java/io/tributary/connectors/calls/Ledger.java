package io.tributary.connectors.calls;

import static io.tributary.connectors.jooq.Tables.BUDGETS;

import io.tributary.connectors.ConnectionKey;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** What was called in the current window of each budget, in the database, for all replicas, by its clock. */
public final class Ledger {

  private static final String TAKE = """
      insert into budgets as b (tenant, source, workspace, budget, window_start, used)
      values ({0}, {1}, {2}, {3}, clock_timestamp(), {4})
      on conflict (tenant, source, workspace, budget) do update set
        used = case when b.window_start + {5} * interval '1 millisecond' <= clock_timestamp() then excluded.used else b.used + excluded.used end,
        window_start = case when b.window_start + {5} * interval '1 millisecond' <= clock_timestamp() then clock_timestamp() else b.window_start end
      where b.blocked_until <= clock_timestamp()
        and (b.window_start + {5} * interval '1 millisecond' <= clock_timestamp() or b.used + excluded.used <= {6})
      """;

  private final Database database;

  public Ledger(Database database) {
    this.database = database;
  }

  /**
   * Takes the call's cost.
   *
   * @return zero if it was taken; else how long until it may be tried again
   */
  Duration take(ConnectionKey key, Budget budget, Share share) {
    return database.asWorker(db -> taken(db, key, budget, share) ? Duration.ZERO : waitFor(db, key, budget));
  }

  /** The provider wants to be left alone for a while. */
  void block(ConnectionKey key, Budget budget, Duration wait) {
    database.runAsWorker(db -> db.update(BUDGETS)
        .set(BUDGETS.BLOCKED_UNTIL, DSL.greatest(BUDGETS.BLOCKED_UNTIL, in(wait)))
        .where(is(key, budget))
        .execute());
  }

  /** The provider says itself how much is left in its window. */
  void learn(ConnectionKey key, Budget budget, int left) {
    database.runAsWorker(db -> db.update(BUDGETS)
        .set(BUDGETS.USED, DSL.greatest(BUDGETS.USED, DSL.val(budget.limit() - left)))
        .where(is(key, budget))
        .execute());
  }

  private static boolean taken(DSLContext db, ConnectionKey key, Budget budget, Share share) {
    return db.execute(TAKE, DSL.val(key.tenant()), DSL.val(key.source().name()), DSL.val(key.workspace()), DSL.val(budget.name()),
        DSL.val(budget.cost()), DSL.val(budget.per().toMillis()), DSL.val(share.of(budget))) == 1;
  }

  private static Duration waitFor(DSLContext db, ConnectionKey key, Budget budget) {
    var until = DSL.field("greatest(blocked_until, window_start + {0} * interval '1 millisecond')",
        OffsetDateTime.class, DSL.val(budget.per().toMillis()));
    var seconds = DSL.field("extract(epoch from {0} - clock_timestamp())", Double.class, until);
    double left = Objects.requireNonNull(db.select(seconds).from(BUDGETS).where(is(key, budget)).fetchSingle(seconds));
    return Duration.ofMillis(Math.max(1, (long) (left * 1000)));
  }

  private static Condition is(ConnectionKey key, Budget budget) {
    return BUDGETS.TENANT.eq(key.tenant()).and(BUDGETS.SOURCE.eq(key.source().name())).and(BUDGETS.WORKSPACE.eq(key.workspace()))
        .and(BUDGETS.BUDGET.eq(budget.name()));
  }

  private static Field<OffsetDateTime> in(Duration wait) {
    return DSL.field("clock_timestamp() + {0} * interval '1 millisecond'", OffsetDateTime.class, DSL.val(wait.toMillis()));
  }
}
