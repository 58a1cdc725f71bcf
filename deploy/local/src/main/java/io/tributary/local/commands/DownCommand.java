package io.tributary.local.commands;

import io.tributary.local.DeleteFolder;
import io.tributary.local.process.Children;
import io.tributary.local.stack.DataFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops what {@code up} started, wherever it was started from. */
@Command(name = "down", description = "Stops the stack.")
public final class DownCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long BETWEEN_LOOKS_MILLIS = 200;

  @Mixin private Help help = new Help();
  @Mixin private Where where = new Where();

  @Option(names = "--wipe", description = "Also delete all its data, logs and keys.")
  private boolean wipe;

  @Override
  public Integer call() throws Exception {
    var folder = where.dataFolder();
    if (!java.nio.file.Files.isDirectory(folder.path())) {
      System.err.println("Nothing is there: " + folder.path());
      return 0;
    }
    takeOver(folder);
    new Children(folder.pids()).endLeftovers().forEach(name -> System.err.println("Ended " + name));
    if (wipe) {
      DeleteFolder.at(folder.path());
      System.err.println("Deleted " + folder.path());
    }
    return 0;
  }

  /** The lock says that a launcher runs; it is asked to stop and gives the lock back when it has. */
  private static void takeOver(DataFolder folder) throws IOException, InterruptedException {
    var end = Instant.now().plus(PATIENCE);
    var launcher = folder.launcher();
    for (var asked = false; !folder.take(); asked = true) {
      if (!asked) {
        launcher.ifPresent(process -> {
          System.err.println("Stopping the launcher, process " + process.pid());
          process.destroy();
        });
      }
      if (Instant.now().isAfter(end)) {
        throw new IOException("The launcher of %s did not stop within %d s.".formatted(folder.path(), PATIENCE.toSeconds()));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }
}
