package io.tributary.local.commands;

import io.tributary.local.check.Check;
import io.tributary.local.check.Expected;
import io.tributary.local.check.RecordReport;
import io.tributary.local.feed.FeedContacts;
import io.tributary.local.feed.FrontDoor;
import io.tributary.local.feed.UniPileAccounts;
import io.tributary.local.process.Children;
import io.tributary.local.stack.DataFolder;
import io.tributary.local.stack.LocalStack;
import io.tributary.local.stack.Progress;
import io.tributary.local.stack.Simulators;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Starts everything, feeds it, and stays until Ctrl-C; or checks the end state and stops. */
@Command(name = "up", sortOptions = false,
    description = "Starts PostgreSQL, a broker, the schema registry, the simulators and all services, feeds them, and stays until Ctrl-C.")
public final class UpCommand implements Callable<Integer> {

  private static final long BETWEEN_LOOKS_MILLIS = 500;
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  @Mixin private Help help = new Help();
  @Mixin private Where where = new Where();
  @Mixin private Input input = new Input();

  @Option(names = "--check", description = "Wait for the end state, print it as one JSON object, stop; exit 0 if it is consistent.")
  private boolean check;

  @Option(names = "--report", paramLabel = "FILE", description = "With --check: one JSON line a record.")
  private @Nullable Path report;

  @Option(names = "--within", paramLabel = "DURATION", defaultValue = "PT20M",
      description = "With --check: how long the work may take (default: ${DEFAULT-VALUE}).")
  private Duration limit = Duration.ofMinutes(20);

  @Override
  public Integer call() throws Exception {
    if (report != null && !check) {
      throw new IOException("--report needs --check: the report is of the end state.");
    }
    var folder = where.dataFolder();
    if (!folder.take()) {
      throw new IOException("A stack runs on %s already: ./tributary down stops it, --data DIR starts another.".formatted(folder.path()));
    }
    var stop = Stop.onSignals();
    var progress = new Progress(System.err);
    var children = new Children(folder.pids());
    try {
      children.endLeftovers().forEach(name -> progress.say("Ended %s, left behind by an earlier start".formatted(name)));
      return run(folder, children, progress, stop);
    } catch (Exception e) {
      if (stop.isAsked()) {
        return stop.exitCode(); // what failed, failed because it was interrupted
      }
      throw e;
    } finally {
      stop.begin();
      children.killAll();
    }
  }

  private int run(DataFolder folder, Children children, Progress progress, Stop stop) throws Exception {
    var mail = input.mail();
    var records = input.records();
    var expected = input.expected();
    folder.keepLogsOfLastTime();
    var stack = LocalStack.start(children, folder, Where.home(), mail, progress);
    try {
      progress.reached("ready");
      var frontDoor = new FrontDoor(stack.frontDoor(), () -> token(stack));
      var accounts = new UniPileAccounts(stack.simulators().uniPileUrl(), Simulators.API_KEY);
      var imported = progress.phase("feed", () -> new FeedContacts(frontDoor, accounts, progress::say).feed(records));
      if (check) {
        return check(new Check(stack, frontDoor, accounts, progress), imported, expected, progress);
      }
      System.out.println(WhereToLook.text(stack, folder));
      return stay(stack, stop);
    } finally {
      stop.begin();
      progress.say("Stopping");
      stack.stop();
      progress.say("Stopped; the data stays in " + folder.path());
    }
  }

  private int check(Check check, int imported, Optional<Expected> expected, Progress progress) throws Exception {
    var result = check.run(imported, expected, limit);
    if (report != null) {
      RecordReport.write(result.records(), report);
    }
    System.out.println(JsonMapper.builder().build().writeValueAsString(result.figures()));
    result.problems().forEach(problem -> progress.say("Not consistent: " + problem));
    return result.problems().isEmpty() ? 0 : 1;
  }

  /** Until Ctrl-C, which is how this command is meant to end; or until a process dies. */
  private static int stay(LocalStack stack, Stop stop) throws InterruptedException {
    try {
      while (true) {
        stack.checkAlive();
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    } catch (InterruptedException e) {
      if (stop.isAsked()) {
        return 0;
      }
      throw e;
    }
  }

  private static String token(LocalStack stack) {
    return stack.key().token(FeedContacts.TENANT, "local-stack", TokenCommand.DEFAULT_SCOPES, TOKEN_LIFE);
  }
}
