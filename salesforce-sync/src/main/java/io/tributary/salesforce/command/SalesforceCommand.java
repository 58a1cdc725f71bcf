package io.tributary.salesforce.command;

import io.tributary.salesforce.SalesforceSyncApplication;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** The command line of this jar: the service's parts without its web side, for one action. */
public final class SalesforceCommand {

  /** Quiet, since a person watches; nothing that a command does not need. */
  private static final Map<String, Object> PROPERTIES = Map.of(
      "logging.level.root", "ERROR",
      "logging.level.io.tributary.salesforce.client", "WARN",
      "spring.main.log-startup-info", "false",
      "spring.main.lazy-initialization", "true");

  /** Spring's own settings ({@code --server.port=0}) do not make a command. */
  public static boolean isMeantBy(String[] arguments) {
    return Arrays.stream(arguments).anyMatch(argument -> !argument.startsWith("--") || !argument.matches("--[a-z-]+\\..*|--debug|--trace"));
  }

  /** @return exit code */
  public static int run(String[] arguments) {
    var options = new Options();
    var line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    try {
      var parsed = line.parseArgs(arguments);
      if (CommandLine.printHelpIfRequested(parsed)) {
        return ExitCode.OK;
      }
    } catch (ParameterException e) {
      return wrong(line, String.valueOf(e.getMessage()));
    }
    if (options.action.incremental != null && options.action.incremental < 1) {
      return wrong(line, "--incremental needs 1 day or more.");
    }
    return withContext(options);
  }

  private static int withContext(Options options) {
    try (var context = start()) {
      return context.getBean(RunAction.class).run(options);
    } catch (RuntimeException e) {
      System.err.println(rootMessage(e));
      return ExitCode.SOFTWARE;
    }
  }

  private static ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(SalesforceSyncApplication.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .registerShutdownHook(false) // Ctrl-C is ours: the run is to be left resumable first
        .properties(PROPERTIES)
        .run();
  }

  private static String rootMessage(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private static int wrong(CommandLine line, String message) {
    System.err.println(message);
    line.usage(System.err);
    return ExitCode.USAGE;
  }

  private SalesforceCommand() {}
}
