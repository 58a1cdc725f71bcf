package io.tributary.channels.calls;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.NotAsked;
import io.tributary.channels.ProviderFailure;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;

/**
 * Calls left of each account's hourly limit, shared by all replicas through one row an account. They are taken in blocks, to keep most
 * calls off the database; what of a block is not used goes back.
 */
public final class Budgets implements AutoCloseable {

  private static final int BLOCK = 10;

  private record AccountKey(String tenant, String account) implements Comparable<AccountKey> {
    @Override
    public int compareTo(AccountKey other) {
      int byTenant = tenant.compareTo(other.tenant);
      return byTenant != 0 ? byTenant : account.compareTo(other.account);
    }
  }

  private static final class Block {
    private int left;
  }

  private final Database database;
  private final CallSettings settings;
  private final ConcurrentHashMap<AccountKey, Block> blocks = new ConcurrentHashMap<>();

  public Budgets(Database database, CallSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** @throws NotAsked (THROTTLED, with the wait until the next call) if nothing is left */
  void take(ConnectedAccount account) {
    var block = blocks.computeIfAbsent(new AccountKey(account.tenant(), account.id()), _ -> new Block());
    synchronized (block) {
      if (block.left == 0) {
        block.left = database.asWorker(db -> takeBlock(db, account));
      }
      if (block.left == 0) {
        throw new NotAsked(
            ProviderFailure.THROTTLED, "The account's hourly budget is used up.", Duration.ofSeconds(3600L * BLOCK / settings.ratePerHour() + 1));
      }
      block.left--;
    }
  }

  /** A call that was taken and not made. */
  void putBack(ConnectedAccount account) {
    var block = blocks.computeIfAbsent(new AccountKey(account.tenant(), account.id()), _ -> new Block());
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
          unused.put(key, block.left);
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

  /** As many calls of a block as the refilled row still has. */
  private int takeBlock(DSLContext db, ConnectedAccount account) {
    db.execute(
        """
        insert into budgets (tenant, account, calls)
        select tenant, account, coalesce(rate_limit_per_hour, ?) from connections where tenant = ? and account = ?
        on conflict do nothing
        """,
        settings.ratePerHour(), account.tenant(), account.id());
    var taken = db.resultQuery(
            """
            with filled as (
              select b.tenant, b.account, least(l.rate, b.calls + extract(epoch from clock_timestamp() - b.refilled_at) * l.rate / 3600) as calls
              from budgets b
              join connections c using (tenant, account)
              cross join lateral (select coalesce(c.rate_limit_per_hour, ?)::float8 as rate) l
              where b.tenant = ? and b.account = ?
              for update of b)
            update budgets b
            set calls = f.calls - least(?, floor(f.calls)), refilled_at = clock_timestamp()
            from filled f
            where b.tenant = f.tenant and b.account = f.account
            returning least(?, floor(f.calls))::int
            """,
            settings.ratePerHour(), account.tenant(), account.id(), BLOCK, BLOCK)
        .fetchOne(0, Integer.class);
    return taken == null ? 0 : taken;
  }
}
