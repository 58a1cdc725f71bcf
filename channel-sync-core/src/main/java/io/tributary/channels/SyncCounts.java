package io.tributary.channels;

/** What a run counted. */
public final class SyncCounts {

  int accountsTotal;
  int accountsDone;
  long found;
  long published;
  long skipped;
  long unreadable;
  long pages;
  long calls;

  SyncCounts() {}

  public int accountsTotal() {
    return accountsTotal;
  }

  public int accountsDone() {
    return accountsDone;
  }

  /** Messages the provider returned. */
  public long found() {
    return found;
  }

  public long published() {
    return published;
  }

  public long skipped() {
    return skipped;
  }

  /** People of these messages whose address could not be read. */
  public long unreadable() {
    return unreadable;
  }

  public long pages() {
    return pages;
  }

  public long calls() {
    return calls;
  }
}
