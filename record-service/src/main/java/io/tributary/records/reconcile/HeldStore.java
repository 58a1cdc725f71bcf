package io.tributary.records.reconcile;

import static java.util.stream.Collectors.groupingBy;

import io.tributary.events.Channel;
import io.tributary.events.Topics;
import io.tributary.records.changes.PublishedRecord;
import io.tributary.service.database.Database;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/** What was read from the topics, in an unlogged table: it may be large, and a crash may take it. */
final class HeldStore {

  private static final String SELECT = "select tenant, record_id, topic, version, rules_version, fingerprint from reconciliation_held";

  private final Database database;

  HeldStore(Database database) {
    this.database = database;
  }

  /** @param held at most one a key */
  void keep(UUID reading, List<Held> held) {
    if (held.isEmpty()) {
      return;
    }
    database.runAsWorker(dsl -> dsl.execute("""
        insert into reconciliation_held (reading, tenant, record_id, topic, version, rules_version, fingerprint)
        select ?, * from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
        on conflict (reading, tenant, record_id, topic) do update set
          version = excluded.version, rules_version = excluded.rules_version, fingerprint = excluded.fingerprint""",
        reading,
        column(held, String[]::new, event -> event.key().record().tenant()),
        column(held, Long[]::new, event -> event.key().record().recordId()),
        column(held, String[]::new, event -> event.key().topic()),
        column(held, Long[]::new, event -> event.position() == null ? 0L : event.position().getRecordVersion()),
        column(held, Long[]::new, event -> event.position() == null ? 0L : event.position().getRulesVersion()),
        column(held, String[]::new, Held::fingerprint)));
  }

  private static <T> T[] column(List<Held> held, IntFunction<T[]> array, Function<Held, T> value) {
    return held.stream().map(value).toArray(array);
  }

  /** The last record of that many events after one record; null where there are not so many. */
  @Nullable RecordKey bound(DSLContext dsl, UUID reading, @Nullable RecordKey after, int events) {
    var from = after == null ? new RecordKey("", 0) : after;
    return dsl.fetchOptional("""
            select tenant, record_id from reconciliation_held where reading = ? and (tenant, record_id) > (?, ?)
            order by tenant, record_id, topic offset ? limit 1""", reading, from.tenant(), from.recordId(), events - 1)
        .map(row -> new RecordKey(row.get(0, String.class), row.get(1, Long.class)))
        .orElse(null);
  }

  /** Everything after one record up to another; null is no bound. */
  Map<RecordKey, HeldRecord> between(DSLContext dsl, UUID reading, @Nullable RecordKey after, @Nullable RecordKey upTo) {
    var from = after == null ? new RecordKey("", 0) : after;
    return byRecord(upTo == null
        ? dsl.fetch(SELECT + " where reading = ? and (tenant, record_id) > (?, ?)", reading, from.tenant(), from.recordId())
        : dsl.fetch(
            SELECT + " where reading = ? and (tenant, record_id) > (?, ?) and (tenant, record_id) <= (?, ?)",
            reading, from.tenant(), from.recordId(), upTo.tenant(), upTo.recordId()));
  }

  Map<RecordKey, HeldRecord> of(DSLContext dsl, UUID reading, List<RecordKey> keys) {
    return byRecord(dsl.fetch(
        SELECT + " join unnest(?::text[], ?::bigint[]) as wanted(tenant, record_id) using (tenant, record_id) where reading = ?",
        keys.stream().map(RecordKey::tenant).toArray(String[]::new),
        keys.stream().map(RecordKey::recordId).toArray(Long[]::new),
        reading));
  }

  void forget(UUID reading) {
    database.runAsWorker(dsl -> dsl.execute(
        "delete from reconciliation_held where reading = ? or read_at < clock_timestamp() - interval '7 days'", reading));
  }

  private static Map<RecordKey, HeldRecord> byRecord(Result<Record> rows) {
    var records = new LinkedHashMap<RecordKey, HeldRecord>();
    rows.stream()
        .collect(groupingBy(row -> new RecordKey(row.get("tenant", String.class), row.get("record_id", Long.class))))
        .forEach((key, events) -> records.put(key, record(events)));
    return records;
  }

  private static HeldRecord record(List<Record> events) {
    var fingerprints = new HashMap<String, String>();
    events.forEach(event -> fingerprints.put(event.get("topic", String.class), event.get("fingerprint", String.class)));
    var channels = new HashMap<Channel, String>();
    Topics.IDENTIFIER_CHANGES.forEach((channel, topic) -> channels.put(channel, fingerprints.getOrDefault(topic.name(), "")));
    return new HeldRecord(
        new PublishedRecord(fingerprints.getOrDefault(Topics.RECORD_STATES.name(), ""), channels),
        events.stream().mapToLong(event -> event.get("version", Long.class)).max().orElse(0),
        events.stream().mapToLong(event -> event.get("rules_version", Long.class)).max().orElse(0));
  }
}
