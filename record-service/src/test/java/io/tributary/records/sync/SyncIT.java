package io.tributary.records.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.Channel;
import io.tributary.events.JobStatus;
import io.tributary.events.Keys;
import io.tributary.events.SyncJob;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.testing.EventReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class SyncIT {

  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

  @Autowired private EventPublisher publisher;
  private Api api;
  private long ed;

  @BeforeEach
  void aRecordWithAnAddressAndANumber(@Autowired Api service) {
    api = service.asTenant();
    api.people("people");
    ed = api.record("people", "{\"work_email\": \"ed@tanous.net\", \"phone\": \"020 7946 0018\", \"linkedin\": \"https://linkedin.com/in/ed\"}");
  }

  @Test
  void aWishReachesEveryChannelOnWhichTheRulesKnowTheRecord() {
    var accepted = api.post("/api/records/%d/sync/".formatted(ed), "{\"force\": true}").expect(202);

    assertThat(accepted.path("record_id").asLong()).isEqualTo(ed);
    assertThat(accepted.path("requests").propertyNames()).containsExactly("email", "whatsapp");
    assertThat(requests(Channel.EMAIL)).singleElement().satisfies(request -> {
      assertThat(request.getRequestId()).isEqualTo(accepted.path("requests").path("email").asString());
      assertThat(request.getReason()).isEqualTo(SyncReason.MANUAL);
      assertThat(request.getForce()).isTrue();
      assertThat(request.getRequestedBy()).isEqualTo("test");
    });
    assertThat(requests(Channel.WHATSAPP)).hasSize(1);
    assertThat(requests(Channel.LINKEDIN)).isEmpty();
  }

  @Test
  void aWishForOneChannelReachesThatOneAlone() {
    api.post("/api/records/%d/sync".formatted(ed), "{\"channels\": [\"Email\", \"email\"]}").expect(202);

    assertThat(requests(Channel.EMAIL)).singleElement().satisfies(request -> assertThat(request.getForce()).isFalse());
    assertThat(requests(Channel.WHATSAPP)).isEmpty();
  }

  @Test
  void aWishThatCannotBeMetIsRefused() {
    var path = "/api/records/%d/sync".formatted(ed);

    assertThat(api.post(path, "{\"channels\": [\"linkedin\"]}").problem(422)).contains("no identifier for linkedin");
    assertThat(api.post(path, "{\"channels\": [\"fax\"]}").problem(422)).contains("fax");
    api.post(path, "{\"channels\": [null]}").problem(422);
    api.post(path, "{\"channels\": []}").problem(422);
    api.post(path, "{\"priority\": 1}").problem(422);
    api.post("/api/records/%d/sync".formatted(api.record("people", "{}")), "").problem(422);
    api.post("/api/records/999999999/sync", "{}").problem(404);
    assertThat(requests(Channel.EMAIL)).isEmpty();
  }

  @Test
  void theStatusIsThatOfTheNewestJobOfEachChannel() {
    var path = "/api/records/%d/sync_status/".formatted(ed);
    assertThat(api.get(path).expect(200).path("channels")).isEmpty();
    var first = UUID.randomUUID();
    var second = UUID.randomUUID();

    publish(
        job(first, Channel.EMAIL, 2, JobStatus.COMPLETED, TEN).setFinishedAt(TEN.plusSeconds(30)).setFound(12).setPublished(11),
        job(first, Channel.EMAIL, 1, JobStatus.RUNNING, TEN),
        job(second, Channel.EMAIL, 1, JobStatus.DEFERRED, TEN.plusSeconds(60)).setNotBefore(TEN.plusSeconds(300)),
        job(UUID.randomUUID(), Channel.WHATSAPP, 3, JobStatus.FAILED, TEN).setError("The account is signed out.").setErrorClass("AUTH_DEAD"));

    await().untilAsserted(() -> assertThat(api.get(path).body().path("channels")).hasSize(2));
    await().untilAsserted(() -> {
      var email = api.get(path).body().path("channels").get(0);
      assertThat(email.path("channel").asString()).isEqualTo("email");
      assertThat(email.path("state").asString()).isEqualTo("DEFERRED");
      assertThat(Instant.parse(email.path("throttled_until").asString())).isEqualTo(TEN.plusSeconds(300));
      assertThat(Instant.parse(email.path("last_success_at").asString())).isEqualTo(TEN.plusSeconds(30));
      assertThat(email.path("job").path("job_id").asString()).isEqualTo(second.toString());
    });
    assertThat(api.get(path).body().path("channels").get(1).path("job").path("error_class").asString()).isEqualTo("AUTH_DEAD");
  }

  @Test
  void whatComesLateOrTwiceChangesNothingAndANullForgetsTheJob() {
    var path = "/api/records/%d/sync_status".formatted(ed);
    var id = UUID.randomUUID();
    publish(job(id, Channel.EMAIL, 2, JobStatus.COMPLETED, TEN).setFinishedAt(TEN));
    await().untilAsserted(() -> assertThat(api.get(path).body().path("channels")).hasSize(1));
    var other = UUID.randomUUID();

    publish(job(id, Channel.EMAIL, 1, JobStatus.RUNNING, TEN), job(id, Channel.EMAIL, 2, JobStatus.COMPLETED, TEN).setFinishedAt(TEN),
        job(other, Channel.LINKEDIN, 1, JobStatus.PENDING, TEN));
    await().untilAsserted(() -> assertThat(api.get(path).body().path("channels")).hasSize(2));

    await().untilAsserted(() -> assertThat(api.get(path).body().path("channels").get(0).path("state").asString()).isEqualTo("COMPLETED"));
    publisher.publish(List.of(Outgoing.tombstone(Topics.SYNC_JOBS, Keys.of(api.tenant(), other))));
    await().untilAsserted(() -> assertThat(api.get(path).body().path("channels")).hasSize(1));
  }

  private List<SyncRequested> requests(Channel channel) {
    return EventReader.all(Topics.SYNC_REQUESTS.get(channel)).stream()
        .filter(received -> received.key().equals(Keys.of(api.tenant(), ed)))
        .map(received -> received.value())
        .toList();
  }

  private SyncJob.Builder job(UUID id, Channel channel, long version, JobStatus status, Instant createdAt) {
    return SyncJob.newBuilder().setTenant(api.tenant()).setJobId(id.toString()).setRecordId(ed).setChannel(channel).setVersion(version)
        .setStatus(status).setTriggerReason("UPDATED").setCreatedAt(createdAt);
  }

  private void publish(SyncJob.Builder... jobs) {
    publisher.publish(java.util.Arrays.stream(jobs).map(SyncJob.Builder::build)
        .map(job -> Outgoing.of(Topics.SYNC_JOBS, Keys.of(job.getTenant(), job.getJobId()), job)).toList());
  }
}
