package io.tributary.simulators.salesforce.org;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a contact since the start.
 *
 * @param at its stamps now
 * @param values by field, in place of the computed ones
 */
record Change(Instant at, Map<String, @Nullable Object> values, Fate fate) {

  Change with(Map<String, @Nullable Object> more, Instant at) {
    var all = new LinkedHashMap<String, @Nullable Object>(values);
    all.putAll(more);
    return new Change(at, all, fate);
  }

  Change with(Fate fate, Instant at) {
    return new Change(at, values, fate);
  }
}
