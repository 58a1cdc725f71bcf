package io.tributary.records.reconcile;

import io.tributary.events.Position;
import org.jspecify.annotations.Nullable;

/**
 * The last event of a record on a topic.
 *
 * @param position null where it is a null
 * @param fingerprint empty where it is a null or says that nothing is held
 */
record Held(Key key, @Nullable Position position, String fingerprint) {

  record Key(RecordKey record, String topic) {}
}
