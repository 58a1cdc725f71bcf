package io.tributary.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.runs.RunKey;
import io.tributary.salesforce.runs.RunResult;
import io.tributary.salesforce.runs.RunStatus;
import io.tributary.salesforce.runs.RunView;
import io.tributary.salesforce.runs.Via;
import io.tributary.simulators.salesforce.org.OrgSize;
import io.tributary.simulators.server.FaultRule;
import io.tributary.simulators.server.FaultRule.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class FaultsIT {

  private static final String DATA = "/services/data/v65.0";

  @Autowired private Sync.Parts parts;

  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesIsWaitedOut(FaultRule fault) {
    try (var sync = Sync.with(OrgSize.of(6000, 2000), parts)) {
      sync.salesforce().faults().add(fault);

      var run = sync.full(Via.BULK);

      assertThat(run.error()).isNull();
      assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
      assertThat(result(run).counts().added()).isEqualTo(2000);
      assertThat(sync.count("contacts")).isEqualTo(2000);
    }
  }

  static Stream<FaultRule> passing() {
    return Stream.of(
        FaultRule.refuse(503, "html").path(DATA).times(3),
        FaultRule.refuse(500, "empty").path(DATA + "/query").times(2),
        FaultRule.refuse(406, "empty").path(DATA + "/jobs").times(3),
        FaultRule.refuse(420, "empty").path(DATA + "/sobjects").times(2),
        FaultRule.refuse(401, "INVALID_SESSION_ID").path(DATA + "/jobs").times(1),
        FaultRule.of(Kind.TRUNCATED_JSON).path(DATA + "/query").times(2),
        FaultRule.of(Kind.TRUNCATED_JSON).path(DATA + "/jobs/query/").times(4));
  }

  @Test
  void sessionsThatEndInMidRunAreOpenedAnewOnceForAllThreads() {
    try (var sync = Sync.with(OrgSize.of(12_000, 4000), parts)) {
      sync.full(Via.BULK);
      sync.salesforce().expireTokens();

      var run = sync.full(Via.BULK);

      assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
      assertThat(sync.calls("oauth")).isEqualTo(2);
    }
  }

  @Test
  void aSessionThatIsNoneEndsTheRunInsteadOfLoggingInForEver() {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      sync.salesforce().faults().add(FaultRule.refuse(401, "not_for_rest").path(DATA));

      assertThat(sync.full().status()).isEqualTo(RunStatus.FAILED);
      assertThat(sync.calls("oauth")).isEqualTo(1);
    }
  }

  @Test
  void aJobThatIsTooMuchForSalesforceIsHalved() {
    try (var sync = Sync.with(OrgSize.of(6000, 2000), parts)) {
      sync.salesforce().failNextJobs(2, "InternalServerError : Retried more than fifteen times");

      var run = sync.full(Via.BULK);

      assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
      assertThat(result(run).counts().added()).isEqualTo(2000);
      assertThat(sync.calls("bulk.create")).isEqualTo(3 + 4);
    }
  }

  @Test
  void aJobThatFailsWithoutAReasonMakesTheRunRedAndNotGreen() {
    try (var sync = Sync.with(OrgSize.of(6000, 2000), parts)) {
      sync.salesforce().failNextJobs(1, null);

      var run = sync.full(Via.BULK);

      assertThat(run.status()).isEqualTo(RunStatus.PARTIAL);
      assertThat(run.error()).contains("DOES NOT ADD UP");
      assertThat(result(run).counts().failedBatches()).isEqualTo(1);
    }
  }

  @Test
  void anOutageLeavesARunThatGoesOn() {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      sync.salesforce().faults().add(FaultRule.refuse(503, "html").path(DATA + "/composite"));
      var stopped = sync.full();
      assertThat(stopped.status()).isEqualTo(RunStatus.INTERRUPTED);
      sync.salesforce().faults().clear();

      var ended = sync.work(new RunKey(sync.tenant(), stopped.id()));

      assertThat(ended.status()).isEqualTo(RunStatus.SUCCESS);
    }
  }

  @Test
  void aFieldThatGoesAndOneThatComesAreToldAndDoNotStopTheSync() {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      sync.full();
      sync.salesforce().org().hideField("Department");
      sync.salesforce().org().defineField("Brand_New__c", "string", 40);

      var run = sync.full();

      assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
      assertThat(run.notices()).anySatisfy(notice -> assertThat(notice).isEqualTo("schema.changed: field Brand_New__c is new"))
          .anySatisfy(notice -> assertThat(notice).startsWith("schema.changed: field Department is gone"));
    }
  }

  @Test
  void aRunThatWouldTakeMoreThanItsShareDoesNotBegin() {
    try (var sync = Sync.with(OrgSize.of(12_000, 4000), parts)) {
      sync.salesforce().behave(usual -> usual.withDaily(100, 10_000));

      var run = sync.full(Via.BULK);

      assertThat(run.status()).isEqualTo(RunStatus.RATE_LIMITED);
      assertThat(run.error()).contains("SALESFORCE_QUOTA_RUN_PERCENT");
    }
  }

  @Test
  void jobsOfTheDayAreRespected() {
    try (var sync = Sync.with(OrgSize.of(12_000, 4000), parts)) {
      sync.salesforce().behave(usual -> usual.withDaily(100_000, 8));

      var run = sync.full(Via.BULK);

      assertThat(run.status()).isEqualTo(RunStatus.RATE_LIMITED);
      assertThat(run.error()).contains("5 Bulk jobs are needed and 2 of");
      assertThat(sync.calls("bulk.create")).isZero();
    }
  }

  @Test
  void customFieldsWithoutAColumnAreKeptAsJson() {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      sync.full();
      var id = sync.contacts().getFirst();
      sync.salesforce().org().modify(id, Map.of("Practice_Name__c", "He said \"tab\there\"\nNA"), Instant.now());

      sync.incremental();

      assertThat(sync.value("select extra ->> 'Practice_Name__c' from contacts where tenant = ? and salesforce_id = ?", String.class, id))
          .isEqualTo("He said \"tab\there\"\nNA");
    }
  }

  private static RunResult result(RunView run) {
    return Objects.requireNonNull(run.result(), () -> "the run has no result: " + run);
  }
}
