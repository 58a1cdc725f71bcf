package io.tributary.local;

import io.tributary.local.commands.BenchCommand;
import io.tributary.local.commands.ClearCommand;
import io.tributary.local.commands.DownCommand;
import io.tributary.local.commands.Help;
import io.tributary.local.commands.KeysetCommand;
import io.tributary.local.commands.OpsCommand;
import io.tributary.local.commands.SalesforceCommand;
import io.tributary.local.commands.SimulatorsCommand;
import io.tributary.local.commands.SyncCommand;
import io.tributary.local.commands.TokenCommand;
import io.tributary.local.commands.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line behind {@code ./tributary}. */
@Command(
    name = "tributary",
    description = "The whole of Tributary on this machine.",
    subcommands = {UpCommand.class, DownCommand.class, TokenCommand.class, KeysetCommand.class, SimulatorsCommand.class, OpsCommand.class,
        SalesforceCommand.class, SyncCommand.class, ClearCommand.class, BenchCommand.class},
    footer = {"", "tributary test runs the tests of all modules (mvn verify).",
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C."})
public final class Tributary {

  @Mixin private Help help = new Help();

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    var line = new CommandLine(new Tributary());
    line.setExecutionExceptionHandler((failure, command, _) -> {
      command.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
      if (System.getenv("TRIBUTARY_DEBUG") != null) {
        failure.printStackTrace(command.getErr());
      }
      return CommandLine.ExitCode.SOFTWARE;
    });
    return line;
  }
}
