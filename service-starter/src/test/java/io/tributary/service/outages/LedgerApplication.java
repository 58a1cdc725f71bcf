package io.tributary.service.outages;

import static io.tributary.service.kafka.Things.THINGS;

import io.tributary.events.Keys;
import io.tributary.events.RecordUpsert;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.kafka.RowsToTopic;
import io.tributary.service.kafka.Subscription;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.Record;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Events become rows, numbered in the order in which they take effect, and rows become events: as in every service, once however often given. */
@SpringBootConfiguration
@EnableAutoConfiguration
class LedgerApplication {

  /** What happens in a batch's transaction, after its statements and before its commit. */
  final AtomicReference<Runnable> beforeCommit = new AtomicReference<>(() -> {});

  @Bean
  Subscription<RecordUpsert> upserts(Database database, RowsToTopic<Record, SyncRequested> rows) {
    return Subscription.to(Topics.RECORD_UPSERTS, batch -> database.runAsWorker(sql -> {
      for (var each : batch) {
        var upsert = each.value();
        if (upsert != null) {
          sql.insertInto(THINGS).set(THINGS.tenant, upsert.getTenant()).set(THINGS.name, upsert.getExternalId()).onConflictDoNothing().execute();
        }
      }
      rows.poke();
      beforeCommit.get().run();
    }));
  }

  @Bean
  RowsToTopic<Record, SyncRequested> rows() {
    return RowsToTopic.of("things", THINGS, THINGS.version, THINGS.publishedVersion, row ->
        Outgoing.of(Topics.EMAIL_SYNC_REQUESTS, Keys.of(row.get(THINGS.tenant), row.get(THINGS.id)), SyncRequested.newBuilder()
            .setTenant(row.get(THINGS.tenant))
            .setRecordId(row.get(THINGS.id))
            .setRequestId(row.get(THINGS.name))
            .setReason(SyncReason.MANUAL)
            .setRequestedAt(Instant.parse("2026-11-21T10:00:00Z"))
            .build()));
  }
}
