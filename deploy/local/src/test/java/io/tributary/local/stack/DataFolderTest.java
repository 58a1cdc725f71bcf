package io.tributary.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @Test
  void whoTakesItIsWrittenDown(@TempDir Path folder) throws Exception {
    // Given
    var data = new DataFolder(folder.resolve("new"));

    // When
    var taken = data.take();

    // Then
    assertThat(taken).isTrue();
    assertThat(data.launcher()).contains(ProcessHandle.current());
  }
}
