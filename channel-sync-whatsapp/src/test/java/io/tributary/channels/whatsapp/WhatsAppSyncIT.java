package io.tributary.channels.whatsapp;

import static io.tributary.channels.jooq.Tables.SYNC_JOBS;
import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.channels.jooq.tables.records.SyncStateRecord;
import io.tributary.events.Keys;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.testing.TributaryTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@TributaryTest(database = "whatsapp_sync")
class WhatsAppSyncIT {

  @LocalServerPort private int port;
  @Autowired private EventPublisher publisher;
  @Autowired private Database database;

  @Test
  void theServiceStartsAndIsReady() throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port))).build();

    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aRequestedSyncStaysWantedAsAnOpenJobThatIsPublished() {
    publisher.publish(List.of(request("acme", 66)));

    await().untilAsserted(() -> assertThat(state("acme", 66)).hasValueSatisfying(state -> {
      assertThat(state.getWanted()).isEqualTo(1);
      assertThat(state.getDone()).isZero();
    }));
    await().untilAsserted(() -> assertThat(publishedJobs("acme", 66)).isEqualTo(1));
  }

  private Optional<SyncStateRecord> state(String tenant, long record) {
    return database.asWorker(db ->
        db.fetchOptional(SYNC_STATE, SYNC_STATE.TENANT.eq(tenant).and(SYNC_STATE.RECORD_ID.eq(record))));
  }

  private int publishedJobs(String tenant, long record) {
    return database.asWorker(db -> db.fetchCount(SYNC_JOBS, SYNC_JOBS.TENANT.eq(tenant)
        .and(SYNC_JOBS.RECORD_ID.eq(record))
        .and(SYNC_JOBS.STATUS.eq("PENDING"))
        .and(SYNC_JOBS.PUBLISHED_VERSION.eq(SYNC_JOBS.VERSION))));
  }

  private static Outgoing<SyncRequested> request(String tenant, long record) {
    return Outgoing.of(Topics.WHATSAPP_SYNC_REQUESTS, Keys.of(tenant, record), SyncRequested.newBuilder()
        .setTenant(tenant)
        .setRecordId(record)
        .setRequestId("request-1")
        .setReason(SyncReason.MANUAL)
        .setForce(true)
        .setRequestedAt(Instant.parse("2026-11-21T10:00:00Z"))
        .build());
  }
}
