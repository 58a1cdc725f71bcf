package io.tributary.records.sync;

import static io.tributary.records.jooq.Tables.RECORDS;
import static io.tributary.records.jooq.Tables.RECORD_PROFILES;

import io.tributary.events.Channel;
import io.tributary.events.Keys;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.records.pipeline.Pipeline;
import io.tributary.records.pipeline.Pipelines;
import io.tributary.records.profile.ReadProfile;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the channels for the syncs that profiles schedule. A schedule moves on when the broker has its requests; what is sent twice, since
 * the database was lost in between, has the id it had before and takes effect once.
 */
@Component
class SyncOnSchedule {

  private static final int AT_ONCE = 200;

  private record Due(String tenant, long record, long pipeline, JSONB data, boolean isThere, OffsetDateTime at) {}

  private record PipelineKey(String tenant, long id) {}

  private final Database database;
  private final Pipelines pipelines;
  private final EventPublisher publisher;
  private final JsonMapper json;

  SyncOnSchedule(Database database, Pipelines pipelines, EventPublisher publisher, JsonMapper json) {
    this.database = database;
    this.pipelines = pipelines;
    this.publisher = publisher;
    this.json = json;
  }

  @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT20S")
  void askForAllThatAreDue() {
    while (askForSome() == AT_ONCE) {}
  }

  private int askForSome() {
    var rules = rulesOf(database.asWorker(db -> due(db)));
    return database.asWorker(db -> {
      var due = due(db).stream().filter(it -> rules.containsKey(new PipelineKey(it.tenant(), it.pipeline()))).toList();
      publisher.publish(due.stream().filter(Due::isThere).flatMap(it -> requests(it, rules).stream()).toList());
      moveOn(db, due);
      return due.size();
    });
  }

  private static List<Due> due(DSLContext db) {
    return db.select(RECORDS.TENANT, RECORDS.ID, RECORDS.PIPELINE_ID, RECORDS.DATA, RECORDS.DELETED_AT, RECORDS.MERGED_INTO, RECORD_PROFILES.NEXT_SYNC_AT)
        .from(RECORD_PROFILES)
        .join(RECORDS)
        .on(RECORDS.TENANT.eq(RECORD_PROFILES.TENANT))
        .and(RECORDS.ID.eq(RECORD_PROFILES.RECORD_ID))
        .where(RECORD_PROFILES.NEXT_SYNC_AT.le(org.jooq.impl.DSL.currentOffsetDateTime()))
        .orderBy(RECORD_PROFILES.NEXT_SYNC_AT)
        .limit(AT_ONCE)
        .forUpdate().of(RECORD_PROFILES).skipLocked()
        .fetch(row -> new Due(row.value1(), row.value2(), row.value3(), row.value4(), row.value5() == null && row.value6() == null, row.value7()));
  }

  /** A pipeline's fields and rules are its tenant's to read, so before the transaction that reads all tenants'. */
  private Map<PipelineKey, Pipeline> rulesOf(List<Due> due) {
    var found = new HashMap<PipelineKey, Pipeline>();
    due.forEach(it -> found.computeIfAbsent(
        new PipelineKey(it.tenant(), it.pipeline()), key -> pipelines.byId(key.tenant(), key.id())));
    return found;
  }

  private List<Outgoing<SyncRequested>> requests(Due due, Map<PipelineKey, Pipeline> rules) {
    var pipeline = Objects.requireNonNull(rules.get(new PipelineKey(due.tenant(), due.pipeline())));
    var requests = new ArrayList<Outgoing<SyncRequested>>();
    for (var channel : ReadProfile.syncedChannels(pipeline, json.readTree(due.data().data()))) {
      var topic = Objects.requireNonNull(Topics.SYNC_REQUESTS.get(Channel.valueOf(channel.toUpperCase(Locale.ROOT))));
      requests.add(Outgoing.of(topic, Keys.of(due.tenant(), due.record()), SyncRequested.newBuilder()
          .setTenant(due.tenant())
          .setRecordId(due.record())
          .setRequestId(idOf(due, channel))
          .setReason(SyncReason.SCHEDULED)
          .setRequestedAt(due.at().toInstant())
          .build()));
    }
    return requests;
  }

  private static String idOf(Due due, String channel) {
    var name = "schedule|" + due.tenant() + "|" + due.record() + "|" + channel + "|" + due.at().toInstant();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What came due while nobody looked is asked for once. */
  private static void moveOn(DSLContext db, List<Due> due) {
    if (!due.isEmpty()) {
      db.execute(
          """
          update record_profiles p
          set next_sync_at = case when p.auto_sync_enabled
            then period.length + case when p.next_sync_at + period.length > clock_timestamp() then p.next_sync_at else clock_timestamp() end end
          from unnest(?::text[], ?::bigint[]) d (tenant, record_id)
          join record_profiles f using (tenant, record_id)
          cross join lateral (select f.sync_frequency_hours * interval '1 hour' as length) period
          where p.tenant = d.tenant and p.record_id = d.record_id
          """,
          due.stream().map(Due::tenant).toArray(String[]::new), due.stream().map(Due::record).toArray(Long[]::new));
    }
  }
}
