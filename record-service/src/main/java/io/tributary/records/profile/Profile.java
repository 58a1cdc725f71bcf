package io.tributary.records.profile;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record is known by, as its data and its pipeline's rules say at this moment.
 *
 * @param identifiers by channel: email, whatsapp, linkedin
 * @param rejected values of identifying types that are no identifiers: nothing is ever matched on them
 * @param autoSyncEnabled false stops its scheduled syncs; changes are synced all the same
 * @param syncFrequencyHours null where it is synced only when something changes
 * @param nextSyncAt when its next scheduled sync is due; null where none is
 */
record Profile(
    long recordId,
    Map<String, List<Known>> identifiers,
    List<Rejected> rejected,
    boolean autoSyncEnabled,
    @Nullable Integer syncFrequencyHours,
    @Nullable OffsetDateTime nextSyncAt) {

  /**
   * @param canonical the form that is compared
   * @param triggersSync true where the duplicate rules name the field, so that a change of it syncs the channel
   */
  record Known(String field, String raw, String canonical, List<String> searchForms, boolean triggersSync) {}

  record Rejected(String field, String raw, String reason) {}
}
