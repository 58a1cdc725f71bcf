package io.tributary.bench;

import io.tributary.bench.calls.CallRate;
import io.tributary.bench.calls.CallStart;
import io.tributary.bench.changes.ChangeBulk;
import io.tributary.bench.changes.ChangeLatency;
import io.tributary.bench.heap.HeapPeaks;
import io.tributary.bench.polls.PollPeriod;
import io.tributary.bench.resolver.ManyMails;
import io.tributary.bench.resolver.ResolverRate;
import io.tributary.bench.salesforce.ContactSync;
import io.tributary.bench.syncs.SyncNow;
import io.tributary.bench.syncs.SyncRate;
import io.tributary.bench.timeline.LongTimeline;
import io.tributary.local.commands.Help;
import io.tributary.local.stack.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line behind {@code ./tributary bench}. */
@Command(name = "tributary bench", sortOptions = false,
    description = "Measures how fast Tributary is, beside a floor in the same run, on a stack of its own in a temporary folder.",
    footer = {"", "One line a scenario on standard output, progress on standard error.",
        "Exit codes: 0 all aims are met, 1 one is missed or something failed, 2 wrong usage."})
public final class Bench implements Callable<Integer> {

  static final List<Scenario> SCENARIOS = List.of(
      new ChangeLatency(), new ChangeBulk(), new ResolverRate(), new ManyMails(), new CallStart(), new CallRate(), new SyncRate(), new SyncNow(),
      new HeapPeaks(), new ContactSync(), new PollPeriod(), new LongTimeline());

  @Mixin private Help help = new Help();
  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "SCENARIO", description = "What to measure (default: all). One of:%n${sys:bench.scenarios}")
  private List<String> names = new ArrayList<>();

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "3",
      description = "How often floor and ours take turns; figures are medians (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--json", description = "Print each result as one JSON object.")
  private boolean json;

  @Option(names = "--scale", paramLabel = "FACTOR", defaultValue = "1",
      description = "Share of the usual sizes, for a quick look: 0.05 takes a minute and says little (default: ${DEFAULT-VALUE}).")
  private double scale = 1;

  @Option(names = "--profile", paramLabel = "DIR", description = "Record each process with the Java Flight Recorder into DIR.")
  private @Nullable Path profiles;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    System.setProperty("bench.scenarios", SCENARIOS.stream()
        .map(scenario -> "  %-15s %s".formatted(scenario.name(), scenario.description())).collect(Collectors.joining(System.lineSeparator())));
    return new CommandLine(new Bench()).setExecutionExceptionHandler((failure, command, _) -> {
      command.getErr().println("The bench failed: " + (failure.getMessage() == null ? failure : failure.getMessage()));
      if (System.getenv("TRIBUTARY_DEBUG") != null) {
        failure.printStackTrace(command.getErr());
      }
      return CommandLine.ExitCode.SOFTWARE;
    });
  }

  @Override
  public Integer call() throws Exception {
    var wanted = wanted();
    var sizes = new Sizes(rounds, scale);
    if (profiles != null) {
      Files.createDirectories(profiles);
    }
    var progress = new Progress(System.err);
    var home = Path.of(System.getProperty("tributary.home", "")).toAbsolutePath();
    var missed = new ArrayList<String>();
    for (var scenario : wanted) {
      progress.say(scenario.name() + ": " + scenario.description());
      var outcome = outcome(scenario, home, sizes, progress);
      System.out.println(json ? outcome.json() : outcome.line());
      if (!outcome.isMet()) {
        missed.add(scenario.name());
      }
    }
    progress.say(missed.isEmpty() ? "All aims are met" : "Missed: " + String.join(", ", missed));
    return missed.isEmpty() ? 0 : 1;
  }

  /** On a stack that no other has left work on. */
  private Outcome outcome(Scenario scenario, Path home, Sizes sizes, Progress progress) throws Exception {
    try (var stack = BenchStack.start(home, absolute(profiles), progress)) {
      return scenario.run(stack, sizes);
    }
  }

  private List<Scenario> wanted() {
    var unknown = names.stream().filter(name -> SCENARIOS.stream().noneMatch(scenario -> scenario.name().equals(name))).toList();
    if (!unknown.isEmpty()) {
      throw new ParameterException(command.commandLine(), "There is no scenario %s; there are %s.".formatted(
          String.join(", ", unknown), SCENARIOS.stream().map(Scenario::name).collect(Collectors.joining(", "))));
    }
    return names.isEmpty() ? SCENARIOS : SCENARIOS.stream().filter(scenario -> names.contains(scenario.name())).toList();
  }

  private static @Nullable Path absolute(@Nullable Path folder) {
    return folder == null ? null : folder.toAbsolutePath();
  }
}
