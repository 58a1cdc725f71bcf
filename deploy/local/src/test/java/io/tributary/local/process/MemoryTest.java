package io.tributary.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {

  @Test
  void thisProcessTakesMemoryAndItsChildrenTakeMore(@TempDir Path folder) {
    // Given
    var children = new Children(folder.resolve("pids"));
    var alone = ProcessFacts.pss(ProcessHandle.current().pid()).orElseThrow();

    // When
    var child = children.start(new Command("sleeper", List.of("sleep", "600"), Map.of(), folder.resolve("log")));

    // Then
    assertThat(alone).isGreaterThan(10_000); // KiB; no JVM is smaller
    assertThat(Memory.pssMib(List.of(child))).isPositive();
    assertThat(ProcessFacts.pss(child.pid())).isPresent();
    children.killAll();
    assertThat(ProcessFacts.pss(child.pid())).isEmpty();
  }
}
