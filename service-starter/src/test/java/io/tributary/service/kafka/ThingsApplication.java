package io.tributary.service.kafka;

import static io.tributary.service.kafka.Things.THINGS;

import io.tributary.events.Keys;
import io.tributary.events.RecordUpsert;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.Record;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A service as small as one can be: upserts become things, changed things become sync requests. */
@SpringBootConfiguration
@EnableAutoConfiguration
class ThingsApplication {

  /** What happens before a batch is stored: an outage, for instance. */
  final AtomicReference<BatchHandler<RecordUpsert>> before = new AtomicReference<>(_ -> {});
  /** What happens before a row becomes an event. */
  final AtomicReference<Runnable> beforeRow = new AtomicReference<>(() -> {});
  final List<Received<RecordUpsert>> stored = new CopyOnWriteArrayList<>();

  @Bean
  Subscription<RecordUpsert> upserts(Database database) {
    return Subscription.to(Topics.RECORD_UPSERTS, batch -> {
      before.get().handle(batch);
      database.runAsWorker(sql -> batch.forEach(each -> {
        var upsert = each.value();
        if (upsert != null) {
          sql.insertInto(THINGS).set(THINGS.tenant, upsert.getTenant()).set(THINGS.name, upsert.getExternalId()).execute();
        }
      }));
      stored.addAll(batch);
    });
  }

  @Bean
  RowsToTopic<Record, SyncRequested> things() {
    return RowsToTopic.of("things", THINGS, THINGS.version, THINGS.publishedVersion, row -> {
      beforeRow.get().run();
      if (row.get(THINGS.name).startsWith("unspeakable")) {
        throw new IllegalArgumentException("not to be published");
      }
      return Outgoing.of(Topics.EMAIL_SYNC_REQUESTS, Keys.of(row.get(THINGS.tenant), row.get(THINGS.id)), SyncRequested.newBuilder()
          .setTenant(row.get(THINGS.tenant))
          .setRecordId(row.get(THINGS.id))
          .setRequestId(row.get(THINGS.name) + "@" + row.get(THINGS.version))
          .setReason(SyncReason.MANUAL)
          .setRequestedAt(Instant.parse("2026-11-21T10:00:00Z"))
          .build());
    });
  }
}
