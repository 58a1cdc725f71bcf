package io.tributary.channels;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What a run counted. */
public final class SyncCounts {

  int accountsTotal;
  int accountsDone;
  long found;
  long published;
  long fresh;
  final Map<String, Long> skippedWhy = new TreeMap<>();
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

  /** Of the published, those dated after what was read before. */
  public long fresh() {
    return fresh;
  }

  public long skipped() {
    return skippedWhy.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many were left out, by reason. */
  public Map<String, Long> skippedWhy() {
    return Collections.unmodifiableMap(skippedWhy);
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
