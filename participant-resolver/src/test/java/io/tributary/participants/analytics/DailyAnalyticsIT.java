package io.tributary.participants.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Channel;
import io.tributary.events.JobStatus;
import io.tributary.events.SyncJob;
import io.tributary.events.SyncedAccount;
import io.tributary.events.Topics;
import io.tributary.events.Visibility;
import io.tributary.participants.Api;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.service.kafka.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ResolverTest
class DailyAnalyticsIT {

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

  /** Two years before, in minutes. */
  private static final int LONG_AGO = -2 * 365 * 24 * 60;

  @Autowired private Resolver all;
  @Autowired private Api api;
  @Autowired private CountDays countDays;
  private Resolver tenant;

  @BeforeEach
  void aTenantWithAnAccount() {
    tenant = all.ofNewTenant();
    tenant.connect("account-1", 1, Visibility.FULL, "bob@home.test");
  }

  @Test
  void aDayCountsWhatWasSaidAnsweredAndSynced() {
    // Given two that waited for one answer, one that waits, and another day
    tenant.observe(
        Mail.from("ada@acme.test").to("bob@home.test").id("q1").at(0),
        Mail.from("ada@acme.test").to("bob@home.test").id("q2").inReplyTo("q1").at(10),
        Mail.from("bob@home.test").to("ada@acme.test").id("a1").inReplyTo("q2").at(30),
        Mail.from("eve@acme.test").to("bob@home.test").id("q3").at(40),
        Mail.from("eve@acme.test").to("bob@home.test").id("next").at(24 * 60));
    sync(job("j1", 2, JobStatus.COMPLETED, 4, "READ"), job("j2", 2, JobStatus.PARTIAL, 8, "FAILED"), job("j3", 1, JobStatus.RUNNING, 1, "READ"));

    // When
    countDays.countMarked();

    // Then
    var days = api.get(tenant.tenant(), "/api/analytics/days", 200).path("items");
    assertThat(days).hasSize(2);
    assertThat(days.get(0).path("day").asString()).isEqualTo("2026-03-03");
    var day = days.get(1);
    assertThat(day.path("messages_in").asInt()).isEqualTo(3);
    assertThat(day.path("messages_out").asInt()).isEqualTo(1);
    assertThat(day.path("active_conversations").asInt()).isEqualTo(2);
    assertThat(day.path("median_response_seconds").asInt()).isEqualTo(30 * 60);
    assertThat(day.path("syncs_succeeded").asInt()).isEqualTo(1);
    assertThat(day.path("sync_success_rate").asDouble()).isEqualTo(0.5);
    assertThat(day.path("median_sync_millis").asInt()).isEqualTo(4000);
    assertThat(api.get(tenant.tenant(), "/api/analytics/days?from=2026-03-03&to=2026-03-03", 200).path("items")).hasSize(1);
    assertThat(api.pages(tenant.tenant(), "/api/analytics/days", 1)).hasSize(2);
    api.get(tenant.tenant(), "/api/analytics/days?from=yesterday", 422);
    var account = api.get(tenant.tenant(), "/api/analytics/accounts", 200).get(0);
    assertThat(account.path("last_sync_at").asString()).startsWith("2026-03-02T09:00:04");
    assertThat(account.path("sync_error").asString()).as("of the last one").isEqualTo("It broke.");
  }

  @Test
  void whatComesAgainChangesNothingAndWhatComesLateIsCounted() {
    // Given
    tenant.observe(Mail.from("ada@acme.test").to("bob@home.test").id("q1").at(0));
    sync(job("j1", 2, JobStatus.COMPLETED, 4, "READ"));
    countDays.countMarked();
    var counted = figures();

    // When all of it comes again
    tenant.observe(Mail.from("ada@acme.test").to("bob@home.test").id("q1").at(0));
    sync(job("j1", 2, JobStatus.COMPLETED, 4, "READ"), job("j1", 1, JobStatus.FAILED, 2, "FAILED"));
    countDays.countMarked();
    countDays.countRecent();

    // Then
    assertThat(figures()).isEqualTo(counted);
    tenant.observe(Mail.from("bob@home.test").to("ada@acme.test").id("a1").inReplyTo("q1").at(5));
    countDays.countMarked();
    assertThat(figures()).contains("300").isNotEqualTo(counted);
  }

  @Test
  void syncsOfLongAgoAreLetGoAndWhatWasCountedOfThemStands() {
    // Given a day of long ago
    tenant.observe(Mail.from("ada@acme.test").to("bob@home.test").id("q1").at(LONG_AGO));
    sync(longAgo("j1", 2, JobStatus.COMPLETED), longAgo("j2", 2, JobStatus.PARTIAL));
    sync(SyncJob.newBuilder(job("now", 2, JobStatus.COMPLETED, 4, "READ")).setFinishedAt(Instant.now()).build());

    // When
    countDays.countRecent();
    // Then
    assertThat(tenant.rows("select job_id from sync_runs where tenant = ?", tenant.tenant()).getValues(0, String.class)).containsExactly("now");

    // When more of that day comes late
    tenant.observe(Mail.from("eve@acme.test").to("bob@home.test").id("q2").at(LONG_AGO));
    countDays.countMarked();
    // Then
    assertThat(longAgo()).isEqualTo("2 messages, 1 of 2 syncs");

    // When the topic is read again, one job after the other
    sync(longAgo("j1", 2, JobStatus.COMPLETED));
    countDays.countMarked();
    assertThat(longAgo()).isEqualTo("2 messages, 1 of 2 syncs");
    sync(longAgo("j2", 3, JobStatus.COMPLETED));
    countDays.countMarked();
    // Then
    assertThat(longAgo()).isEqualTo("2 messages, 2 of 2 syncs");
  }

  private SyncJob longAgo(String id, long version, JobStatus status) {
    var then = NINE.plus(Duration.ofMinutes(LONG_AGO));
    return SyncJob.newBuilder(job(id, version, status, 4, "READ")).setStartedAt(then).setFinishedAt(then).build();
  }

  private String longAgo() {
    var day = tenant.rows("select * from daily_analytics where tenant = ? and day < '2025-01-01'", tenant.tenant()).getFirst();
    return "%d messages, %d of %d syncs".formatted(day.get("messages_in", Long.class), day.get("syncs_succeeded", Long.class),
        day.get("syncs_succeeded", Long.class) + day.get("syncs_failed", Long.class));
  }

  private void sync(SyncJob... jobs) {
    new KeepSyncRuns(tenant.database()).handle(Arrays.stream(jobs)
        .map(job -> new Received<>(Topics.SYNC_JOBS.name(), 0, 0, job.getJobId(), job, NINE, Map.of())).toList());
  }

  private SyncJob job(String id, long version, JobStatus status, int seconds, String outcome) {
    return SyncJob.newBuilder().setTenant(tenant.tenant()).setJobId(id).setRecordId(1).setChannel(Channel.EMAIL).setVersion(version).setStatus(status)
        .setTriggerReason("MANUAL").setCreatedAt(NINE).setStartedAt(NINE).setFinishedAt(status == JobStatus.RUNNING ? null : NINE.plusSeconds(seconds))
        .setAccounts(List.of(SyncedAccount.newBuilder().setAccount("account-1").setOutcome(outcome)
            .setError(outcome.equals("FAILED") ? "It broke." : null).build()))
        .build();
  }

  private String figures() {
    return tenant.rows("select to_jsonb(a) - 'published_version' as row from daily_analytics a where tenant = ? order by day", tenant.tenant()).formatCSV();
  }
}
