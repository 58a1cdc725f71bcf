package io.tributary.records.reconcile;

import io.tributary.records.changes.PublishedRecord;

/** A record of which the topics do not hold what they must hold. */
sealed interface Difference {

  RecordKey key();

  /** Its row says something else. */
  record Row(RecordKey key, PublishedRecord expected) implements Difference {}

  /** It has no row at all; the position is the highest the topics hold. */
  record Ghost(RecordKey key, long version, long rulesVersion) implements Difference {}
}
