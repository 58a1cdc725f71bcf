package io.tributary.channels.calls;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.NotAsked;
import io.tributary.channels.Priority;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;

/**
 * Calls left of each account's hourly limit, shared by all replicas through one row an account. They are taken in blocks, to keep most
 * calls off the database; what of a block is not used goes back.
 *
 * <p>A tenth of the limit can be saved up, and nearly nine tenths come back in an hour: whichever hour one looks at, the limit holds. The
 * fiftieth between is for the blocks in processes' hands, which were taken in one hour and may be used in the next. Half of what can be saved
 * up is kept for what a person asked for: a long backlog would leave him nothing. Where a limit is raised that half is there at once: else all
 * others would wait until it has come back, for minutes.
 */
public final class Budgets implements AutoCloseable {

  private static final int BLOCK = 10;
  private static final int BLOCK_FOR_PEOPLE = 2;
  private static final double SAVED_UP = 0.1;
  private static final double COMES_BACK = 0.88;
  private static final double KEPT_FOR_PEOPLE = SAVED_UP / 2;

  private record AccountKey(String tenant, String account) implements Comparable<AccountKey> {
    @Override
    public int compareTo(AccountKey other) {
      int byTenant = tenant.compareTo(other.tenant);
      return byTenant != 0 ? byTenant : account.compareTo(other.account);
    }
  }

  /** Calls in this process's hands: those for people are apart, so that no other takes them. */
  private record BlockKey(AccountKey account, boolean forPeople) {
    static BlockKey of(ConnectedAccount account, Priority priority) {
      return new BlockKey(new AccountKey(account.tenant(), account.id()), priority == Priority.MANUAL);
    }
  }

  private static final class Block {
    private int left;
  }

  /** @param rate calls an hour */
  private record Taken(int calls, int rate) {
    /** Until there is one call again; where many come in a moment, until there is a block. */
    Duration untilMore() {
      int calls = Math.clamp(rate / 600, 1, BLOCK);
      return Duration.ofMillis((long) (3_600_000L * calls / COMES_BACK / Math.max(1, rate)) + 1_000);
    }
  }

  private final Database database;
  private final CallSettings settings;
  private final ConcurrentHashMap<BlockKey, Block> blocks = new ConcurrentHashMap<>();

  public Budgets(Database database, CallSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** @throws NotAsked (THROTTLED, with the wait until the next call) if nothing is left */
  void take(ConnectedAccount account, Priority priority) {
    var key = BlockKey.of(account, priority);
    var block = blocks.computeIfAbsent(key, _ -> new Block());
    synchronized (block) {
      if (block.left == 0) {
        var taken = database.asWorker(db -> takeBlock(db, account, key.forPeople(), 0, key.forPeople() ? BLOCK_FOR_PEOPLE : BLOCK));
        if (taken.calls() == 0) {
          throw NotAsked.overBudget("The account's budget of " + taken.rate() + " calls an hour is used up.", taken.untilMore());
        }
        block.left = taken.calls();
      }
      block.left--;
    }
  }

  /**
   * A call that is made whatever is left: what is left may become less than nothing, and comes back first. It does by no more than can be saved
   * up, so that many such calls, as for a long list, hold up the account's own for minutes and not for hours.
   */
  void count(ConnectedAccount account) {
    database.runAsWorker(db -> takeBlock(db, account, true, 1, 1));
  }

  /** A call that was taken and not made. */
  void putBack(ConnectedAccount account, Priority priority) {
    var block = blocks.computeIfAbsent(BlockKey.of(account, priority), _ -> new Block());
    synchronized (block) {
      block.left++;
    }
  }

  /** Gives back what of the blocks was not used, in one transaction: at a stop the database may be gone already. */
  public void giveBack() {
    var unused = new TreeMap<AccountKey, Integer>();
    blocks.forEach((key, block) -> {
      synchronized (block) {
        if (block.left > 0) {
          unused.merge(key.account(), block.left, Integer::sum);
          block.left = 0;
        }
      }
    });
    if (!unused.isEmpty()) {
      database.runAsWorker(db -> unused.forEach((key, calls) -> db.execute(
          "update budgets set calls = calls + ? where tenant = ? and account = ?", calls, key.tenant(), key.account())));
    }
  }

  @Override
  public void close() {
    giveBack();
  }

  /** As many calls as the refilled row still has. @param least are taken also where it has less */
  private Taken takeBlock(DSLContext db, ConnectedAccount account, boolean forPeople, int least, int most) {
    db.execute(
        """
        insert into budgets (tenant, account, calls)
        select tenant, account, greatest(1, coalesce(rate_limit_per_hour, ?) * ?) from connections where tenant = ? and account = ?
        on conflict do nothing
        """,
        settings.ratePerHour(), SAVED_UP, account.tenant(), account.id());
    var taken = db.resultQuery(
            """
            with filled as (
              select b.tenant, b.account, l.rate, least(
                greatest(1, l.rate * ?), b.calls + extract(epoch from clock_timestamp() - b.refilled_at) * l.rate * ? / 3600
                  + greatest(0, l.rate - coalesce(b.rate, l.rate)) * ?) as calls
              from budgets b
              join connections c using (tenant, account)
              cross join lateral (select coalesce(c.rate_limit_per_hour, ?)::float8 as rate) l
              where b.tenant = ? and b.account = ?
              for update of b),
            takes as (
              select f.*, greatest(?::float8, least(?::float8, floor(f.calls - floor(f.rate * ?)))) as now from filled f)
            update budgets b
            set calls = greatest(-t.rate * ?, t.calls - t.now), rate = t.rate, refilled_at = clock_timestamp()
            from takes t
            where b.tenant = t.tenant and b.account = t.account
            returning t.now::int, t.rate::int
            """,
            SAVED_UP, COMES_BACK, KEPT_FOR_PEOPLE, settings.ratePerHour(), account.tenant(), account.id(), least, most,
            forPeople ? 0 : KEPT_FOR_PEOPLE, SAVED_UP)
        .fetchOne(row -> new Taken(row.get(0, Integer.class), row.get(1, Integer.class)));
    return taken == null ? new Taken(0, settings.ratePerHour()) : taken;
  }
}
