package io.tributary.local.process;

import java.util.Collection;
import java.util.stream.Stream;

/** What processes really take: shared pages are counted in parts. */
public final class Memory {

  private static final long KIB_PER_MIB = 1024;

  /** @return the proportional set size of these processes, their descendants and this one, in MiB */
  public static long pssMib(Collection<ChildProcess> children) {
    var pids = Stream.concat(
        Stream.of(ProcessHandle.current().pid()),
        children.stream().flatMap(child -> family(child.pid())));
    return pids.distinct().mapToLong(pid -> ProcessFacts.pss(pid).orElse(0L)).sum() / KIB_PER_MIB;
  }

  private static Stream<Long> family(long pid) {
    var descendants = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
    return Stream.concat(Stream.of(pid), descendants);
  }

  private Memory() {}
}
