package io.tributary.channels;

import io.tributary.channels.calls.AccountHealth;
import io.tributary.channels.calls.AnswerRoom;
import io.tributary.channels.calls.ProviderCalls;
import io.tributary.channels.walk.AccountWalks;
import io.tributary.channels.walk.OpenWalk;
import io.tributary.channels.walk.PlanWalks;
import io.tributary.channels.walk.Walk;
import io.tributary.channels.walk.Walks;

/**
 * One sync of one record on one channel: every connected account is asked for exactly this record's identifiers, since where it was read to
 * before, and what it shows is published. Nothing counts as read before the broker acknowledged it.
 */
public final class ChannelSync {

  private final Channel channel;
  private final PlanWalks plan;
  private final ProviderCalls calls;
  private final Communications communications;
  private final Walks walks;
  private final AccountHealth health;

  public ChannelSync(
      Channel channel, PlanWalks plan, ProviderCalls calls, Communications communications, Walks walks, AccountHealth health) {
    this.channel = channel;
    this.plan = plan;
    this.calls = calls;
    this.communications = communications;
    this.walks = walks;
    this.health = health;
  }

  /** Runs to the end, whatever single accounts do: their failures are in the run when it returns. */
  public void sync(SyncRun run) {
    var accounts = plan.of(run);
    run.asksAccounts(accounts.size());
    for (var account : accounts) {
      read(account, run);
    }
    walks.storeCompleted(run);
  }

  private void read(AccountWalks account, SyncRun run) {
    long before = run.counts().published();
    try {
      account.walks().forEach(walk -> follow(walk, run));
      run.accountDone(account.account(), run.counts().published() - before);
    } catch (ProviderFailed failure) {
      // A call that broke off because this worker stops is nothing to hold against the account.
      run.mustStillBeOurs();
      run.accountFailed(account.account(), failure, health.failed(account.account(), failure));
    }
  }

  private void follow(OpenWalk begun, SyncRun run) {
    Walk walk = begun;
    while (walk instanceof OpenWalk open) {
      run.mustStillBeOurs();
      walk = AnswerRoom.during(() -> step(open, run));
    }
  }

  private Walk step(OpenWalk walk, SyncRun run) {
    try {
      var page = calls.make(walk.account(), run, () -> channel.page(walk.search(run.key().record())));
      communications.publish(page.messages());
      run.pageRead(page, walk.knownUntil());
      return walks.store(walk.after(page), run);
    } catch (ProviderFailed failure) {
      return walk.again(failure);
    }
  }
}
