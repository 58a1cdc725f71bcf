package io.tributary.connectors.poll;

import static io.tributary.connectors.jooq.Tables.SEEN;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.row;

import io.tributary.connectors.ConnectionKey;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What of a connection was published lately: an overlap is read again, but only what changed is published again. */
record Seen(DSLContext db, ConnectionKey key) {

  /** Those that were not published as they are now, each once. */
  List<Observed> unknownOf(List<Observed> items) {
    var byItem = new LinkedHashMap<String, Observed>();
    items.forEach(item -> byItem.put(item.item(), item));
    var known = fingerprints(byItem.keySet());
    return byItem.values().stream().filter(item -> known.getOrDefault(item.item(), 0L) != item.fingerprint()).toList();
  }

  void store(List<Observed> published) {
    if (published.isEmpty()) {
      return;
    }
    db.insertInto(SEEN, SEEN.TENANT, SEEN.SOURCE, SEEN.WORKSPACE, SEEN.ITEM, SEEN.FINGERPRINT)
        .valuesOfRows(published.stream()
            .sorted(Comparator.comparing(Observed::item))
            .map(item -> row(key.tenant(), key.source().name(), key.workspace(), item.item(), item.fingerprint()))
            .toList())
        .onConflict(SEEN.TENANT, SEEN.SOURCE, SEEN.WORKSPACE, SEEN.ITEM)
        .doUpdate()
        .set(SEEN.FINGERPRINT, excluded(SEEN.FINGERPRINT))
        .set(SEEN.SEEN_AT, DSL.field("clock_timestamp()", OffsetDateTime.class))
        .execute();
  }

  private Map<String, Long> fingerprints(Collection<String> items) {
    var known = new HashMap<String, Long>();
    db.select(SEEN.ITEM, SEEN.FINGERPRINT)
        .from(SEEN)
        .where(SEEN.TENANT.eq(key.tenant()))
        .and(SEEN.SOURCE.eq(key.source().name()))
        .and(SEEN.WORKSPACE.eq(key.workspace()))
        .and(SEEN.ITEM.eq(DSL.any(items.toArray(String[]::new))))
        .forEach(row -> known.put(row.value1(), row.value2()));
    return known;
  }
}
