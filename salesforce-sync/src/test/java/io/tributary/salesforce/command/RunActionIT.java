package io.tributary.salesforce.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.Via;
import io.tributary.simulators.salesforce.org.OrgSize;
import io.tributary.simulators.server.FaultRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** What the command does and prints, within the service's process; {@link SalesforceCommandIT} runs it as a process of its own. */
@SyncTest
@ExtendWith(OutputCaptureExtension.class)
class RunActionIT {

  private static final OrgSize SIZE = new OrgSize(300, 40, 90, 10, 0, 0, 0, 0, 0);

  @Autowired private Sync.Parts parts;
  @Autowired private RunAction action;

  @Test
  void theTestTriesEverythingAndSaysThatItWorks(CapturedOutput output) {
    try (var sync = Sync.with(SIZE, parts)) {
      assertThat(run(sync, "--test")).isZero();

      assertThat(output.getOut()).contains("ok      database", "ok      broker", "ok      login", "ok      fields", "ok      tasks' people",
          "ok      changed tasks", "100,000 calls").doesNotContain("FAILS");
      assertThat(sync.count("contacts") + sync.count("runs")).as("nothing was changed").isZero();
    }
  }

  @Test
  void theTestExplainsThePermissionThatARunWouldFailFor(CapturedOutput output) {
    try (var sync = Sync.with(SIZE, parts)) {
      sync.salesforce().behave(usual -> usual.withViewAllData(false));

      assertThat(run(sync, "--test")).isEqualTo(1);

      assertThat(output.getOut()).contains("FAILS   tasks' people", "The user needs the permission View All Data");
    }
  }

  @Test
  void theTestSaysHowARunDoesWithoutSharedActivities(CapturedOutput output) {
    try (var sync = Sync.with(SIZE, parts)) {
      sync.salesforce().behave(usual -> usual.withSharedActivities(false));

      assertThat(run(sync, "--test")).isZero();

      assertThat(output.getOut()).contains("without tasks' people", "Without Shared Activities a run reads the first contact of each task");
    }
  }

  @Test
  void theTestSaysWhatToDoAboutALoginThatIsRefused(CapturedOutput output) {
    try (var sync = Sync.with(SIZE, parts)) {
      sync.salesforce().faults().add(FaultRule.refuse(400, "invalid_client").path("/services/oauth2/token"));

      assertThat(run(sync, "--test")).isEqualTo(1);

      assertThat(output.getOut()).contains("FAILS   login", "Salesforce refuses the login");
    }
  }

  @Test
  void theCountSaysWhatAFullRunCostsAndChangesNothing(CapturedOutput output) {
    try (var sync = Sync.with(SIZE, parts)) {
      assertThat(run(sync, "--count", "--json")).isZero();

      var counted = json(output);
      assertThat(counted.path("contacts").asLong()).isEqualTo(40);
      assertThat(counted.path("of_contacts").asLong()).isEqualTo(300);
      assertThat(counted.path("relations").asLong()).isEqualTo(90);
      assertThat(counted.path("relations_by_type").path("Lead").asLong()).isEqualTo(10);
      assertThat(sync.count("contacts") + sync.count("runs")).isZero();
      var estimated = counted.path("calls").asLong();
      var before = sync.salesforce().calls().total();
      sync.full();
      assertThat(sync.salesforce().calls().total() - before).as("calls of the run").isEqualTo(estimated);
    }
  }

  @Test
  void theCountSaysHowLongAFullRunTakesByTheLastOnes(CapturedOutput output) {
    try (var sync = Sync.with(SIZE, parts)) {
      assertThat(run(sync, "--count")).isZero();
      assertThat(output.getOut()).contains("about 1 s at 100 contacts/s (usual; none was measured yet)");
      sync.full();
      sync.full();
      assertThat(sync.value(
          "with slow as (update runs set result = jsonb_set(result, '{seconds}', '80') where tenant = ? returning 1) select count(*) from slow",
          Integer.class)).isEqualTo(2);

      assertThat(run(sync, "--count", "--json")).isZero();

      var counted = json(output);
      assertThat(counted.path("rate").path("of_runs").asInt()).isEqualTo(2);
      assertThat(counted.path("rate").path("contacts_per_second").asDouble()).isEqualTo(0.5);
      assertThat(counted.path("seconds").asLong()).isEqualTo(80);
    }
  }

  @Test
  void theCountWorksWithoutSharedActivitiesToo(CapturedOutput output) {
    try (var sync = Sync.with(SIZE, parts)) {
      sync.salesforce().behave(usual -> usual.withSharedActivities(false));

      assertThat(run(sync, "--count", "--json")).isZero();

      assertThat(json(output).path("contacts").asLong()).isPositive();
    }
  }

  @Test
  void aFullRunAndThenWhatChangedAreToldToPeopleAndPrograms(CapturedOutput output) {
    try (var sync = Sync.with(SIZE, parts)) {
      assertThat(run(sync, "--full")).isZero();
      assertThat(output.getOut()).contains("FULL SUCCESS", "Found     40 contacts in 90 relations", "Stored    40 new",
          "Complete  40 discovered + 0 held + 0 survivors = 40 live", "Database  40 contacts");

      assertThat(run(sync, "--incremental", "7", "--json")).isZero();

      var told = json(output);
      assertThat(told.path("kind").asString()).isEqualTo(RunKind.INCREMENTAL.name());
      assertThat(told.path("result").path("proof").path("complete").asBoolean()).isTrue();
    }
  }

  @Test
  void aRunThatDoesNotAddUpIsRedAndFails(CapturedOutput output) {
    try (var sync = Sync.with(SIZE, parts)) {
      sync.salesforce().failNextJobs(1, null);

      assertThat(run(sync, "--full", "--via", "BULK")).isEqualTo(1);

      assertThat(output.getOut()).contains("FULL PARTIAL", "DOES NOT ADD UP: 40 are unaccounted for", "1 batches failed");
    }
  }

  @Test
  void aLimitHasAnExitCodeOfItsOwnAndTheSameCommandGoesOn() {
    try (var sync = Sync.with(SIZE, parts)) {
      sync.salesforce().behave(usual -> usual.withDaily(8, 10_000));
      assertThat(run(sync, "--full")).isEqualTo(3);
      sync.salesforce().behave(usual -> usual.withDaily(100_000, 10_000));

      assertThat(run(sync, "--full")).isZero();

      assertThat(sync.count("runs")).isEqualTo(1);
    }
  }

  @Test
  void aRunThatWasStoppedIsGivenUpForAFreshOne() {
    try (var sync = Sync.with(SIZE, parts)) {
      sync.salesforce().faults().add(FaultRule.refuse(503, "html").path("/services/data/v65.0/composite"));
      sync.work(sync.request(RunKind.FULL, null, Via.COLLECTIONS));
      sync.salesforce().faults().clear();

      assertThat(run(sync, "--full", "--fresh")).isZero();

      assertThat(parts.runs().latest(sync.tenant(), 10)).extracting(row -> row.getStatus()).containsExactly("SUCCESS", "FAILED");
    }
  }

  @Test
  void withoutATenantNothingIsDone() {
    assertThat(action.run(parsed(List.of("--count")))).isEqualTo(2);
  }

  private int run(Sync sync, String... words) {
    return action.run(parsed(Stream.concat(Stream.of(words), Stream.of("--tenant", sync.tenant())).toList()));
  }

  private static Options parsed(List<String> words) {
    var options = new Options();
    new CommandLine(options).parseArgs(words.toArray(String[]::new));
    return options;
  }

  /** The last object that was printed. */
  private JsonNode json(CapturedOutput output) {
    var objects = new ArrayList<>(output.getOut().lines().filter(line -> line.startsWith("{")).toList());
    return parts.json().readTree(objects.getLast());
  }
}
