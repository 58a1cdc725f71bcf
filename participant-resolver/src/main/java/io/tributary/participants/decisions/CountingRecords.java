package io.tributary.participants.decisions;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The records that people name, and their survivors where they were merged: locked, so that no state of them is taken in before the decision stands.
 * Before participants, as those who take in states do.
 */
final class CountingRecords {

  private static final String LOCK = """
      select record_id, merged_into is not null as merged, survivor_id, deleted from records
      where tenant = ? and record_id = any (?::bigint[]) order by record_id for share""";

  private record Known(boolean merged, @Nullable Long survivor, boolean deleted) {}

  private final Map<Long, Known> known = new HashMap<>();

  private CountingRecords() {}

  static CountingRecords lock(DSLContext db, String tenant, Collection<Long> records) {
    var locked = new CountingRecords();
    locked.add(db, tenant, records);
    locked.add(db, tenant, locked.known.values().stream().map(Known::survivor).filter(Objects::nonNull).toList());
    return locked;
  }

  /** The record itself or its survivor; empty where that was deleted, or none is known. */
  Optional<Long> counting(long record) {
    var named = known.get(record);
    if (named == null) {
      return Optional.empty();
    }
    var id = named.survivor() == null ? record : named.survivor();
    var counts = known.get(id);
    return counts == null || counts.deleted() || counts.merged() ? Optional.empty() : Optional.of(id);
  }

  private void add(DSLContext db, String tenant, Collection<Long> records) {
    if (!records.isEmpty()) {
      db.fetch(LOCK, tenant, new TreeSet<>(records).toArray(Long[]::new)).forEach(row -> known.put(row.get(0, Long.class), known(row)));
    }
  }

  private static Known known(Record row) {
    return new Known(row.get("merged", Boolean.class), row.get("survivor_id", Long.class), row.get("deleted", Boolean.class));
  }
}
