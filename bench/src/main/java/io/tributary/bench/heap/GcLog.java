package io.tributary.bench.heap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a JVM says of its collections ({@code -Xlog:gc}): before each the heap is as full as it gets, after it what is in use remains. */
public record GcLog(Path file) {

  private static final Pattern COLLECTION = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\)");

  /** @param used most that was used, in MiB @param live most that was left after a collection, in MiB */
  public record Peak(long used, long live) {

    private Peak and(Peak other) {
      return new Peak(Math.max(used, other.used), Math.max(live, other.live));
    }
  }

  /** The JVM's option that writes such a log, named by its process, into a folder. */
  public static String option(Path folder) {
    return "-Xlog:gc:file=%s:uptime".formatted(folder.resolve("%p.log"));
  }

  public static GcLog of(Path folder, long pid) {
    return new GcLog(folder.resolve(pid + ".log"));
  }

  public int lines() throws IOException {
    try (var lines = Files.lines(file)) {
      return (int) lines.count();
    }
  }

  /** Over the first so many lines. */
  public Peak peakUntil(int lines) throws IOException {
    try (var all = Files.lines(file)) {
      return peakOf(all.limit(lines));
    }
  }

  /** Over what came after them. */
  public Peak peakAfter(int lines) throws IOException {
    try (var all = Files.lines(file)) {
      return peakOf(all.skip(lines));
    }
  }

  private static Peak peakOf(Stream<String> lines) {
    return lines.flatMap(GcLog::peakOf).reduce(new Peak(0, 0), Peak::and);
  }

  private static Stream<Peak> peakOf(String line) {
    return COLLECTION.matcher(line).results().map(found -> new Peak(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))));
  }
}
