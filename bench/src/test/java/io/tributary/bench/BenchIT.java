package io.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** That it runs and what it prints; the figures of so small a run mean nothing, so nothing is asked of them. */
class BenchIT {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();

  @Test
  void aScenarioIsMeasuredOnAStackOfItsOwnAndPrintedAsAnObject() {
    var run = run("change-latency", "--json", "--rounds", "1", "--scale", "0.1");

    var result = JsonMapper.builder().build().readTree(run.output());
    assertThat(result.path("scenario").asString()).isEqualTo("change-latency");
    assertThat(result.path("figures")).hasSize(2).allSatisfy(figure -> assertThat(figure.path("value").asDouble()).isPositive());
    assertThat(result.path("measured").path("ours p50 ms").asDouble()).isPositive();
    assertThat(run.exitCode()).isEqualTo(result.path("met").asBoolean() ? 0 : 1);
  }

  @Test
  void anUnknownScenarioIsNamedWithThoseThereAre() {
    var run = run("no-such");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("no-such").contains(Bench.SCENARIOS.stream().map(Scenario::name).toList());
  }

  @Test
  void theHelpNamesEveryScenario() {
    var run = run("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains(Bench.SCENARIOS.stream().map(Scenario::name).toList());
  }

  private record Run(int exitCode, String output, String errors) {}

  private static Run run(String... arguments) {
    var output = new ByteArrayOutputStream();
    var errors = new StringWriter();
    var before = System.out;
    System.setProperty("tributary.home", HOME.toString());
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Bench.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
      return new Run(exitCode, output.toString(StandardCharsets.UTF_8), errors.toString());
    } finally {
      System.setOut(before);
    }
  }
}
