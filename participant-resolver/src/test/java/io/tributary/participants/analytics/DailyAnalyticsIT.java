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
