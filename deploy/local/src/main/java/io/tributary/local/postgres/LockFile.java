package io.tributary.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The file by which PostgreSQL sees that a server has the data folder. After a kill it names a process that is gone, but may still stand in
 * the process table (a zombie that nobody has reaped) or be another by now, and PostgreSQL refuses to start.
 */
final class LockFile {

  private static final Path PROC = Path.of("/proc");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /**
   * Lets a server start on the folder if none works on it. The file stays but for its first line: PostgreSQL takes a lock of its own parent
   * for a stale one, and still looks at the shared memory named further down.
   *
   * @throws IOException if a server works on the folder
   */
  static void releaseIfStale(Path data) throws IOException {
    var file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    awaitNobodyIn(data.toRealPath());
    var lines = new ArrayList<>(Files.readAllLines(file));
    if (!lines.isEmpty()) {
      lines.set(0, Long.toString(ProcessHandle.current().pid()));
      Files.write(file, lines);
    }
  }

  /** The processes of a server that was killed end by themselves, but not at once. */
  private static void awaitNobodyIn(Path data) throws IOException {
    var end = Instant.now().plus(PATIENCE);
    for (var somebody = workingIn(data); somebody.isPresent(); somebody = workingIn(data)) {
      if (Instant.now().isAfter(end)) {
        throw new IOException("PostgreSQL runs on %s already: process %s.".formatted(data, somebody.get().getFileName()));
      }
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for an old server", e);
      }
    }
  }

  /** Each process of a server works in its data folder; a zombie works nowhere. */
  private static Optional<Path> workingIn(Path data) throws IOException {
    try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var process : processes) {
        try {
          if (Files.readSymbolicLink(process.resolve("cwd")).equals(data)) {
            return Optional.of(process);
          }
        } catch (IOException _) {
          // gone meanwhile, or somebody else's
        }
      }
    }
    return Optional.empty();
  }

  private LockFile() {}
}
