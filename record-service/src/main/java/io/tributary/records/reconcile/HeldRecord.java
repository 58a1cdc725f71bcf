package io.tributary.records.reconcile;

import io.tributary.records.changes.PublishedRecord;

/** All that the topics hold of a record, with the highest position among it. */
record HeldRecord(PublishedRecord published, long version, long rulesVersion) {

  static final HeldRecord NOTHING = new HeldRecord(PublishedRecord.NONE, 0, 0);
}
