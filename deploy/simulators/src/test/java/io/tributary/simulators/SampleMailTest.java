package io.tributary.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleMailTest {

  @Test
  void liesInAFolder() throws IOException {
    assertThat(Files.list(SampleMail.folder())).hasSize(3).allMatch(file -> file.toString().endsWith(".mbox.gz"));
  }

  @Test
  void theCommandSaysWhichMailIsMissing(@TempDir Path folder) {
    var errors = new StringWriter();

    var exit = SimulatorsMain.commandLine().setErr(new PrintWriter(errors))
        .execute("--mode", "live", "--mail", folder.resolve("nowhere").toString());

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).contains("--mail: there is no folder", "nowhere");
  }
}
