package io.tributary.local.check;

import io.tributary.local.feed.FrontDoor;
import io.tributary.local.feed.UniPileAccounts;
import io.tributary.local.stack.LocalStack;
import io.tributary.local.stack.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The end state of a fed stack, and whether it is consistent. */
public final class Check {

  private static final int SHOWN = 20;

  private final LocalStack stack;
  private final FrontDoor frontDoor;
  private final UniPileAccounts accounts;
  private final Progress progress;

  public Check(LocalStack stack, FrontDoor frontDoor, UniPileAccounts accounts, Progress progress) {
    this.stack = stack;
    this.frontDoor = frontDoor;
    this.accounts = accounts;
    this.progress = progress;
  }

  /**
   * @param figures the JSON object of {@code up --check}
   * @param records one line a record
   * @param problems why it is not consistent; empty if it is
   */
  public record Result(Map<String, Object> figures, List<RecordReport.Line> records, List<String> problems) {}

  /**
   * @param imported how many records were fed
   * @param expected what must come out, where that is known
   * @param limit how long the work may take
   */
  public Result run(int imported, Optional<Expected> expected, Duration limit) throws Exception {
    var problems = new ArrayList<String>();
    if (!progress.phase("settle", () -> new AwaitQuiet(stack, progress).within(limit))) {
      problems.add("not quiet after %d s".formatted(limit.toSeconds()));
    }
    var figures = new LinkedHashMap<>(figures());
    var lines = RecordReport.of(frontDoor);
    problems.addAll(inconsistencies(figures, imported));
    expected.ifPresent(answers -> problems.addAll(answers.differences(lines)));
    figures.put("seconds", progress.seconds());
    figures.put("pssMb", stack.pssMib());
    figures.put("problems", shown(problems));
    return new Result(figures, lines, shown(problems));
  }

  private static List<String> shown(List<String> problems) {
    if (problems.size() <= SHOWN) {
      return List.copyOf(problems);
    }
    var some = new ArrayList<>(problems.subList(0, SHOWN));
    some.add("and %d more".formatted(problems.size() - SHOWN));
    return some;
  }

  private Map<String, Object> figures() throws IOException {
    return new EndState(stack, frontDoor, accounts).figures();
  }

  private static List<String> inconsistencies(Map<String, Object> figures, int imported) {
    var problems = new ArrayList<String>();
    if (number(figures, "records") < imported) {
      problems.add("%d records were imported, %d are there".formatted(imported, number(figures, "records")));
    }
    for (var name : List.of("deadLetters", "reconciliationRepairs")) {
      if (number(figures, name) != 0) {
        problems.add("%s is %d instead of 0".formatted(name, number(figures, name)));
      }
    }
    if (figures.get("jobs") instanceof Map<?, ?> jobs) {
      jobs.forEach((status, count) -> {
        if (!status.equals("COMPLETED")) {
          problems.add("%s jobs are %s".formatted(count, status));
        }
      });
    }
    return problems;
  }

  private static long number(Map<String, Object> figures, String name) {
    return figures.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
