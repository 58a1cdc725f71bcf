package io.tributary.bench.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcLogTest {

  @Test
  void thePeakIsOfWhatWasUsedBeforeAndLeftAfterCollections(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("7.log"), """
        [0.011s] Using Serial
        [0.501s] GC(0) Pause Young (Allocation Failure) 9M->3M(31M) 4.512ms
        [1.502s] GC(1) Pause Full (Metadata GC Threshold) 40M->12M(64M) 30.125ms
        [2.503s] GC(2) Pause Young (Allocation Failure) 90M->15M(120M) 6.120ms
        """);
    var log = GcLog.of(folder, 7);

    assertThat(log.lines()).isEqualTo(4);
    assertThat(log.peakUntil(3)).isEqualTo(new GcLog.Peak(40, 12));
    assertThat(log.peakAfter(3)).isEqualTo(new GcLog.Peak(90, 15));
    assertThat(log.peakAfter(4)).isEqualTo(new GcLog.Peak(0, 0));
  }
}
