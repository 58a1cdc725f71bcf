package io.tributary.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One file a process: pid, start time, and a word of its command line. A process is ended only if all three fit, since
 * pids are used again.
 */
final class PidFiles {

  private static final long PATIENCE_SECONDS = 10;

  private final Path folder;

  PidFiles(Path folder) {
    this.folder = folder;
  }

  void write(Command command, long pid) throws IOException {
    Files.createDirectories(folder);
    var startedAt = ProcessFacts.startedAt(pid);
    if (startedAt.isPresent()) {
      Files.write(file(command.name()), List.of(Long.toString(pid), startedAt.get(), command.words().getLast()));
    }
  }

  void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> endLeftovers() {
    var ended = new ArrayList<String>();
    try {
      if (!Files.isDirectory(folder)) {
        return ended;
      }
      try (var files = Files.newDirectoryStream(folder, "*.pid")) {
        for (var file : files) {
          if (endIfOurs(Files.readAllLines(file))) {
            ended.add(file.getFileName().toString().replaceFirst("\\.pid$", ""));
          }
          Files.delete(file);
        }
      }
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean endIfOurs(List<String> lines) {
    if (lines.size() != 3) {
      return false; // cut short by a crash; the kernel has ended that child with its launcher
    }
    var pid = Long.parseLong(lines.get(0));
    if (!ProcessFacts.startedAt(pid).equals(java.util.Optional.of(lines.get(1)))
        || !ProcessFacts.commandLine(pid).contains(lines.get(2))) {
      return false;
    }
    ProcessHandle.of(pid).ifPresent(PidFiles::end);
    return true;
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (Exception e) {
      throw new IllegalStateException("could not end process " + process.pid(), e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ".pid");
  }
}
