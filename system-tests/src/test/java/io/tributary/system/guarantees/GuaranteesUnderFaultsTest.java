package io.tributary.system.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kill matrix: each service, the broker, PostgreSQL and the registry are killed, frozen or made zombies at random points of a full run,
 * and in the end every guarantee holds. How to run it long: see the module's README.
 */
class GuaranteesUnderFaultsTest {

  private static final Given GIVEN = Given.fromProperties();

  private static final List<Guarantee<Evidence>> GUARANTEES = List.of(
      new AtLeastOnce(), new OrderPerRecord(), new NoDuplicateEffect(), new TheThrottleHolds(), new NothingAcknowledgedIsLost(),
      new NothingIsPoisoned(), new NothingWasRepaired(), new TheEndIsUndisturbed());

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(GIVEN.seed(), GIVEN.seed() + GIVEN.runs());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyGuaranteeHoldsWhateverIsKilledOrFrozen(long seed) throws Exception {
    try (var stage = Stage.start(folder.resolve("stack"), GIVEN.mail())) {
      var run = new DisturbedRun(GIVEN, seed, stage);
      try {
        judge(run, run.run(folder), seed);
      } catch (Exception e) {
        System.err.println(account(run, seed).everything(Map.of()));
        throw e;
      }
    }
  }

  private static void judge(DisturbedRun run, Evidence evidence, long seed) {
    var breaches = new LinkedHashMap<String, List<String>>();
    GUARANTEES.forEach(guarantee -> breaches.put(guarantee.name(), guarantee.breaches(evidence)));
    var account = account(run, seed);
    System.out.println(account.table(breaches));
    assertThat(breaches.values()).as(() -> account.everything(breaches)).allMatch(List::isEmpty);
  }

  private static Account account(DisturbedRun run, long seed) {
    return new Account(seed, run.ledger(), run.disturb().happened(), run.refusals().byStatus());
  }
}
