package io.tributary.records.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.Channel;
import io.tributary.events.JobStatus;
import io.tributary.events.Keys;
import io.tributary.events.SyncJob;
import io.tributary.events.SyncedAccount;
import io.tributary.events.Topics;
import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** The jobs of all channels as people see them: listed, counted out, and streamed while they run. */
@ApiTest
class SyncJobsIT {

  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

  @Autowired private EventPublisher publisher;
  @Autowired private Environment environment;
  private Api api;
  private long ed;

  @BeforeEach
  void aRecord(@Autowired Api service) {
    api = service.asTenant();
    api.people("people");
    ed = api.record("people", "{\"work_email\": \"ed@tanous.net\"}");
  }

  @Test
  void jobsAreListedNewestFirstPageByPageWithoutGapOrRepetition() {
    for (int i = 0; i < 5; i++) {
      // Two opened in the same moment are told apart by their ids.
      publish(job(Channel.EMAIL, 1, JobStatus.COMPLETED, TEN.plusSeconds(i / 2)));
    }
    awaitJobs(5);

    var seen = new ArrayList<JsonNode>();
    var page = api.get("/api/sync-jobs?limit=2").expect(200);
    page.path("items").forEach(seen::add);
    while (page.path("cursor").isString()) {
      page = api.get("/api/sync-jobs?limit=2&cursor=" + page.path("cursor").asString()).expect(200);
      page.path("items").forEach(seen::add);
    }

    assertThat(seen).extracting(it -> it.path("job_id").asString()).doesNotHaveDuplicates().hasSize(5);
    assertThat(seen).extracting(it -> Instant.parse(it.path("created_at").asString()))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void jobsAreFilteredByRecordChannelStatusReasonAndTime() {
    publish(
        job(Channel.EMAIL, 1, JobStatus.COMPLETED, TEN),
        job(Channel.WHATSAPP, 1, JobStatus.FAILED, TEN.plusSeconds(60)).setTriggerReason("MANUAL"),
        job(Channel.LINKEDIN, 1, JobStatus.PARTIAL, TEN.plusSeconds(120)),
        job(Channel.EMAIL, 1, JobStatus.RUNNING, TEN.plusSeconds(180)).setRecordId(ed + 1));
    awaitJobs(4);

    assertThat(channels("record_id=" + ed)).containsExactly("linkedin", "whatsapp", "email");
    assertThat(channels("channel=Email")).hasSize(2);
    assertThat(channels("status=failed,partial")).containsExactly("linkedin", "whatsapp");
    assertThat(channels("reason=manual")).containsExactly("whatsapp");
    assertThat(channels("since=2026-11-21T10:01:00Z&until=2026-11-21T10:03:00Z")).containsExactly("linkedin", "whatsapp");
    assertThat(api.get("/api/sync-jobs?status=done").problem(422)).contains("status");
    assertThat(api.get("/api/sync-jobs?channel=fax").problem(422)).contains("channel");
    api.get("/api/sync-jobs?cursor=nonsense").problem(422);
    assertThat(api.asTenant().get("/api/sync-jobs").expect(200).path("items")).as("another tenant's").isEmpty();
  }

  @Test
  void aJobTellsWhatEachAccountDidWhatWasNewAndWhatWasLeftOut() {
    publish(job(Channel.EMAIL, 3, JobStatus.PARTIAL, TEN)
        .setFound(12).setPublished(10).setFresh(4).setSkipped(2).setSkippedWhy(Map.of("draft", 2L)).setWaitsFor("BUDGET")
        .setAccounts(List.of(
            SyncedAccount.newBuilder().setAccount("one").setOutcome("READ").setPublished(10).build(),
            SyncedAccount.newBuilder().setAccount("two").setOutcome("LEFT_ALONE").setError("used up").setErrorClass("THROTTLED").build())));
    awaitJobs(1);

    var job = api.get("/api/sync-jobs").body().path("items").get(0);

    assertThat(job.path("new").asLong()).isEqualTo(4);
    assertThat(job.path("skipped_why").path("draft").asLong()).isEqualTo(2);
    assertThat(job.path("waits_for").asString()).isEqualTo("BUDGET");
    assertThat(job.path("accounts").get(1).path("outcome").asString()).isEqualTo("LEFT_ALONE");
    assertThat(job.path("accounts").get(1).path("error_class").asString()).isEqualTo("THROTTLED");
  }

  @Test
  void theStatusShowsTheJobThatRunsAndWhyTheNextOneDoesNot() {
    publish(
        job(Channel.EMAIL, 2, JobStatus.RUNNING, TEN).setPages(7),
        job(Channel.EMAIL, 1, JobStatus.DEFERRED, TEN.plusSeconds(5)).setNotBefore(TEN.plusSeconds(300)).setWaitsFor("COOLDOWN"));
    awaitJobs(2);

    var email = api.get("/api/records/%d/sync_status".formatted(ed)).expect(200).path("channels").get(0);

    assertThat(email.path("state").asString()).isEqualTo("DEFERRED");
    assertThat(email.path("why_not_now").asString()).contains("force");
    assertThat(Instant.parse(email.path("next_attempt").asString())).isEqualTo(TEN.plusSeconds(300));
    assertThat(email.path("running").path("pages").asLong()).isEqualTo(7);
  }

  @Test
  void aStreamTellsTheStatusAtOnceAndEveryChangeOfIt() throws Exception {
    var id = UUID.randomUUID();
    publish(job(Channel.EMAIL, 1, JobStatus.RUNNING, TEN).setJobId(id.toString()).setPages(1));
    awaitJobs(1);

    var answer = HttpClient.newHttpClient().send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/api/records/%d/sync-events".formatted(
            environment.getRequiredProperty("local.server.port"), ed)))
            .header("Authorization", "Bearer " + TestTokens.of(api.tenant()))
            .build(),
        BodyHandlers.ofLines());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(it -> assertThat(it).startsWith("text/event-stream"));
    try (var lines = answer.body()) {
      var data = lines.filter(line -> line.startsWith("data: ")).iterator();
      assertThat(data.next()).contains("\"pages\":1,");
      publish(job(Channel.EMAIL, 2, JobStatus.COMPLETED, TEN).setJobId(id.toString()).setPages(2));
      assertThat(data.next()).contains("\"pages\":2,").contains("COMPLETED");
    }
    api.get("/api/records/999999999/sync-events").problem(404);
  }

  private List<String> channels(String filter) {
    return api.get("/api/sync-jobs?" + filter).expect(200).path("items").valueStream().map(it -> it.path("channel").asString()).toList();
  }

  private void awaitJobs(int count) {
    await().untilAsserted(() -> assertThat(api.get("/api/sync-jobs?limit=200").body().path("items")).hasSize(count));
  }

  private SyncJob.Builder job(Channel channel, long version, JobStatus status, Instant createdAt) {
    return SyncJob.newBuilder().setTenant(api.tenant()).setJobId(UUID.randomUUID().toString()).setRecordId(ed).setChannel(channel)
        .setVersion(version).setStatus(status).setTriggerReason("UPDATED").setCreatedAt(createdAt);
  }

  private void publish(SyncJob.Builder... jobs) {
    publisher.publish(java.util.Arrays.stream(jobs).map(SyncJob.Builder::build)
        .map(job -> Outgoing.of(Topics.SYNC_JOBS, Keys.of(job.getTenant(), job.getJobId()), job)).toList());
  }
}
