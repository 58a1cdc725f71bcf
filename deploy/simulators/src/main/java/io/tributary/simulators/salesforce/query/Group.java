package io.tributary.simulators.salesforce.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows with the same keys, and what is known of them all. */
record Group(List<@Nullable Object> keys, List<Accumulator> accumulators) {

  @Nullable Object value(int place) {
    return place < keys.size() ? keys.get(place) : accumulators.get(place - keys.size()).result();
  }
}
