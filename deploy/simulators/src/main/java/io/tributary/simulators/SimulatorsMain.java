package io.tributary.simulators;

import io.tributary.simulators.unipile.Mode;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the doubles until it is stopped. */
@Command(name = "tributary simulators", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs doubles of the providers' APIs on 127.0.0.1 until stopped, over real mail.")
public final class SimulatorsMain implements Callable<Integer> {

  @Option(names = "--port", paramLabel = "N", defaultValue = "8090", description = "UniPile's port (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Option(names = "--mode", paramLabel = "MODE", defaultValue = "sdk-strict",
      description = "What answers hold: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Mode mode = Mode.SDK_STRICT;

  @Option(names = "--mail", paramLabel = "DIR",
      description = "Mailboxes: files <owner address>.mbox[.gz], or folders <owner address> of .eml files (default: the sample).")
  private @Nullable Path mail;

  @Option(names = "--key", paramLabel = "KEY", defaultValue = UnipileOptions.DEFAULT_KEY,
      description = "What callers must send as X-API-KEY (default: ${DEFAULT-VALUE}).")
  private String key = UnipileOptions.DEFAULT_KEY;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SimulatorsMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, commandLine, parsed) -> {
          commandLine.getErr().println(e.getMessage());
          return 1;
        });
  }

  @Override
  public Integer call() throws Exception {
    if (mail != null && !Files.isDirectory(mail)) {
      throw new IllegalArgumentException("--mail: there is no folder %s.".formatted(mail.toAbsolutePath()));
    }
    var options = new UnipileOptions(port, mode, mail == null ? SampleMail.folder() : mail, key);
    try (var unipile = UnipileSimulator.start(options)) {
      System.out.printf(
          "UniPile  %s  X-API-KEY: %s  mode: %s  accounts: %d%nStop with Ctrl-C.%n", unipile.uri(), key, mode, unipile.accountIds().size());
      untilStopped();
    }
    return 0;
  }

  private static void untilStopped() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
