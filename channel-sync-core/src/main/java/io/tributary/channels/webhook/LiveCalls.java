package io.tributary.channels.webhook;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.Priority;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.RecordKey;
import io.tributary.channels.SyncRun;
import io.tributary.channels.calls.AccountHealth;
import io.tributary.channels.calls.ProviderCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls of live traffic pass the same gate as those of syncs: places, budget, rests. They are made for no record. */
final class LiveCalls {

  private final ProviderCalls calls;
  private final AccountHealth health;

  LiveCalls(ProviderCalls calls, AccountHealth health) {
    this.calls = calls;
    this.health = health;
  }

  <T> T make(ConnectedAccount account, Supplier<T> call) {
    var nobodys = new SyncRun(new SyncRun.Claim(
        new RecordKey(account.tenant(), 0), new UUID(0, 0), new UUID(0, 0), List.of(), Instant.EPOCH, Instant.EPOCH, Priority.CHANGE, 0, null));
    return calls.make(account, nobodys, call);
  }

  /** Notes that failure and says how long the account is left alone; zero where only a person can help. */
  Duration failed(ConnectedAccount account, ProviderFailed failure) {
    return health.failed(account, failure);
  }
}
