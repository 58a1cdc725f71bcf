package io.tributary.records.imports;

import java.util.List;

/**
 * What became of a file.
 *
 * @param accepted lines that are on {@code record.upserts}; their records appear a moment later
 * @param rejectedCount lines that were refused
 * @param rejected the first of them, at most 1,000
 */
record ImportResult(long accepted, long rejectedCount, List<Rejected> rejected) {

  /** @param line of the file, the first is 1 */
  record Rejected(long line, String reason) {}
}
