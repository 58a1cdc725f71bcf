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
   * @param priority whose wish it was: a person's may use what is kept back for people
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
      Priority priority,
      int attempts,
      @Nullable String traceparent) {}

  /**
   * An account that was not read to its end.
   *
   * @param account the provider's id of it
   * @param rest how long it is left alone now; zero where only a person can help
   */
  public record AccountFailure(String account, ProviderFailed why, Duration rest) {}

  /** An account that was read to its end. @param published messages of it */
  public record AccountRead(String account, long published) {}

  private final Claim claim;
  private final SyncCounts counts = new SyncCounts();
  private final List<AccountFailure> failures = new ArrayList<>();
  private final List<AccountRead> read = new ArrayList<>();
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

  /** Accounts that were read to their end, in the order in which it happened. */
  public List<AccountRead> read() {
    return read;
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

  void accountDone(ConnectedAccount account, long published) {
    counts.accountsDone++;
    read.add(new AccountRead(account.id(), published));
  }

  void accountFailed(ConnectedAccount account, ProviderFailed failure, Duration rest) {
    failures.add(new AccountFailure(account.id(), failure, rest));
  }

  /** A call was made to the provider, whatever came of it. */
  public void called() {
    counts.calls++;
  }

  /** That call was not made after all. */
  public void notCalled() {
    counts.calls--;
  }

  /** @param knownUntil what is dated up to here was read before; null where nothing was */
  void pageRead(MessagePage page, @Nullable Instant knownUntil) {
    counts.pages++;
    counts.found += page.ids().size();
    counts.published += page.messages().size();
    counts.fresh += page.messages().stream().filter(it -> knownUntil == null || it.getSentAt().isAfter(knownUntil)).count();
    page.skippedWhy().forEach((why, many) -> counts.skippedWhy.merge(why, (long) many, Long::sum));
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
