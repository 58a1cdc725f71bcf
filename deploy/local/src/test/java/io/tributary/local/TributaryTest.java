package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TributaryTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"up", "down", "token"})
  void eachCommandExplainsItself(String command) {
    assertThat(execute(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: tributary " + command).contains("--data");
  }

  @Test
  void anUnknownOptionIsAWrongUsage() {
    assertThat(execute("up", "--chek")).isEqualTo(2);
    assertThat(errors.toString()).contains("--chek");
  }

  @Test
  void aTokenNeedsATenant() {
    assertThat(execute("token")).isEqualTo(2);
    assertThat(errors.toString()).contains("--tenant");
  }

  @Test
  void mailThatIsNotThereIsNamedBeforeAnythingStarts(@TempDir Path folder) {
    var code = execute("up", "--data", folder.resolve("data").toString(), "--mail", folder.resolve("nowhere").toString());

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString()).contains("There are no mailboxes at").contains("nowhere");
    assertThat(folder.resolve("data/logs")).doesNotExist();
  }

  private int execute(String... arguments) {
    return Tributary.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors)).execute(arguments);
  }
}
