package io.tributary.ops;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code tributary ops}: looks at the system from outside. Nothing here changes anything. */
@Command(
    name = "tributary ops",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    description = "Looks at topics, consumer groups and dead letters. All commands only read.",
    subcommands = {TopicsCommand.class, LagCommand.class, DeadLettersCommand.class, HelpCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is well", "1:something needs a look, or the broker could not be asked", "2:the command line is wrong"})
public final class Ops {

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Ops()).setExecutionExceptionHandler((failure, command, _) -> {
      command.getErr().println(command.getColorScheme().errorText(sentence(failure)));
      return CommandLine.ExitCode.SOFTWARE;
    });
  }

  private static String sentence(Exception failure) {
    return failure instanceof BrokerUnavailable unavailable ? unavailable.sentence() : "Failed: " + failure;
  }
}
