package io.tributary.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What /proc says about a process. */
final class ProcessFacts {

  private static final Path PROC = Path.of("/proc");

  /** The boot's id and the clock ticks since then: exact, where the JDK's start instant moves with the wall clock. */
  static Optional<String> startedAt(long pid) {
    return read(PROC.resolve(pid + "/stat"))
        // The name in parentheses may hold blanks; the start time is the 20th field after it.
        .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "))
        // A zombie has ended, it is only not yet reaped.
        .filter(fields -> !fields[0].equals("Z"))
        .map(fields -> read(PROC.resolve("sys/kernel/random/boot_id")).orElse("").strip() + "/" + fields[19]);
  }

  static List<String> commandLine(long pid) {
    return read(PROC.resolve(pid + "/cmdline")).map(line -> List.of(line.split("\0"))).orElse(List.of());
  }

  /** @return proportional set size in KiB; empty if the process is gone or not ours */
  static Optional<Long> pss(long pid) {
    return read(PROC.resolve(pid + "/smaps_rollup"))
        .flatMap(text -> text.lines().filter(line -> line.startsWith("Pss:")).findFirst())
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")));
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private ProcessFacts() {}
}
