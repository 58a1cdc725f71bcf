package io.tributary.simulators.salesforce.query;

import io.tributary.simulators.salesforce.org.SalesforceId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts different values. Of ids it remembers a bit each: there may be millions. */
final class Distinct {

  private final Map<String, BitSet> ids = new HashMap<>();
  private final Set<Object> others = new HashSet<>();

  void add(Object value) {
    var prefix = value instanceof String text && text.length() > 3 ? text.substring(0, 3) : "";
    var number = prefix.isEmpty() ? -1 : SalesforceId.number(prefix, value.toString());
    if (number >= 0 && number < Integer.MAX_VALUE) {
      ids.computeIfAbsent(prefix, key -> new BitSet()).set((int) number);
    } else {
      others.add(value);
    }
  }

  long count() {
    return others.size() + ids.values().stream().mapToLong(BitSet::cardinality).sum();
  }
}
