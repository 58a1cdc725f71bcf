package io.tributary.channels;

import io.tributary.channels.walk.CompletedWalk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of one record's sync, and what it has done so far. Used by the thread that runs it; only {@link #lose} comes from another.
 */
public final class SyncRun {

  /**
   * What a worker took.
   *
   * @param token proves at the end that the lease is still ours
   * @param startedAt the database's clock at the claim
   * @param since since when what was read counts for this run: its start, or that of the first of several runs in a row that left
   *     something to fetch
   * @param attempts how many runs in a row have left something that their account's rest does not explain
   * @param traceparent W3C trace context of what it was wanted for
   */
  public record Claim(
      RecordKey key,
      UUID token,
      UUID job,
      List<SoughtIdentifier> identifiers,
      Instant startedAt,
      Instant since,
      int attempts,
      @Nullable String traceparent) {}

  /**
   * An account that was not read to its end.
   *
   * @param rest how long it is left alone now; zero where only a person can help
   */
  public record AccountFailure(ProviderFailed why, Duration rest) {}

  private final Claim claim;
  private final SyncCounts counts = new SyncCounts();
  private final List<AccountFailure> failures = new ArrayList<>();
  private final List<CompletedWalk> completed = new ArrayList<>();
  private final Set<LearnedForm> learned = new TreeSet<>();
  private volatile boolean lost;

  public SyncRun(Claim claim) {
    this.claim = claim;
  }

  public Claim claim() {
    return claim;
  }

  public RecordKey key() {
    return claim.key();
  }

  public SyncCounts counts() {
    return counts;
  }

  /** What single accounts refused, in the order in which it happened. */
  public List<AccountFailure> failures() {
    return failures;
  }

  /** Walks that ended and are not stored yet. */
  public List<CompletedWalk> completed() {
    return completed;
  }

  public Set<LearnedForm> learned() {
    return learned;
  }

  void asksAccounts(int accounts) {
    counts.accountsTotal = accounts;
  }

  void accountDone() {
    counts.accountsDone++;
  }

  void accountFailed(ProviderFailed failure, Duration rest) {
    failures.add(new AccountFailure(failure, rest));
  }

  /** A call was made to the provider, whatever came of it. */
  public void called() {
    counts.calls++;
  }

  /** That call was not made after all. */
  public void notCalled() {
    counts.calls--;
  }

  void pageRead(MessagePage page) {
    counts.pages++;
    counts.found += page.ids().size();
    counts.published += page.messages().size();
    counts.skipped += page.skipped();
    counts.unreadable += page.unreadable();
    learned.addAll(page.learned());
  }

  /** Another worker holds the lease, or this one is to stop: the run ends at the next page. */
  public void lose() {
    lost = true;
  }

  void mustStillBeOurs() {
    if (lost) {
      throw new LeaseLost();
    }
  }
}
