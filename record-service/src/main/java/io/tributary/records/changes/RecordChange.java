package io.tributary.records.changes;

import io.tributary.events.IdentifiersChanged;
import io.tributary.events.RecordState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a changed row makes known.
 *
 * @param state the record's new state; null where nothing that is published of it changed
 * @param channels one event for each channel whose identifiers changed
 * @param gone true where the record was deleted, so that a null follows its last event on every topic
 */
public record RecordChange(@Nullable RecordState state, List<IdentifiersChanged> channels, boolean gone) {

  static final RecordChange NOTHING = new RecordChange(null, List.of(), false);
}
