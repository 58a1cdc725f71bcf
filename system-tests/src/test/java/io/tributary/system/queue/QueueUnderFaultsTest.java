package io.tributary.system.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.system.guarantees.Guarantee;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two processes of channel-sync-whatsapp, whose clocks are ten minutes fast and ten minutes slow, share a database while many records change; both
 * are killed and put to sleep at moments that a seed decides. How to run it: see the module's README.
 */
@EnabledIfSystemProperty(named = "queue.runs", matches = "\\d+")
class QueueUnderFaultsTest {

  private static final int RUNS = Integer.getInteger("queue.runs", 1);
  private static final long SEED = Long.getLong("queue.seed", System.currentTimeMillis() % 1_000_000);
  private static final int FAULTS = Integer.getInteger("queue.faults", 3);

  private static final List<Guarantee<QueueEvidence>> GUARANTEES = List.of(
      new EveryLastChangeIsSynced(), new TheCooldownHolds(), new EveryCallHasItsJob(), new TheBudgetHolds(), new NothingIsDatedByAWrongClock());

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + RUNS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theQueueKeepsItsPromisesThoughItsProcessesDieAndSleepAndTellTheWrongTime(long seed) throws Exception {
    try (var stage = QueueStage.start(folder.resolve("stack"))) {
      judge(seed, new QueueRun(stage, seed, FAULTS).run());
    }
  }

  private static void judge(long seed, QueueEvidence evidence) {
    var breaches = new LinkedHashMap<String, List<String>>();
    GUARANTEES.forEach(guarantee -> breaches.put(guarantee.name(), guarantee.breaches(evidence)));
    var account = breaches.entrySet().stream()
        .map(each -> "  %-6s %s%n%s".formatted(each.getValue().isEmpty() ? "kept" : "BROKEN", each.getKey(), text(each.getValue())))
        .collect(Collectors.joining("", "Seed %d: %s%n".formatted(seed, evidence.figures()), ""));
    System.out.println(account);
    assertThat(breaches.values()).as(account).allMatch(List::isEmpty);
    assertThat(evidence.jobs()).as("the run did something").hasSizeGreaterThan(QueueSettings.TENANTS.size() * QueueSettings.RECORDS);
  }

  private static String text(List<String> breaches) {
    return breaches.stream().limit(40).map("    - %s%n"::formatted).collect(Collectors.joining());
  }
}
