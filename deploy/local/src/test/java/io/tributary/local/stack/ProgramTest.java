package io.tributary.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

  @TempDir Path home;

  @Test
  void librariesLieOnceInTheOrderOfTheIndex() throws Exception {
    // Given
    build("one");
    build("two");

    // When
    var one = Program.of(home, "one", "one", home.resolve("run"));
    var two = Program.of(home, "two", "two", home.resolve("run"));

    // Then
    assertThat(one.mainClass()).isEqualTo("the.Main");
    assertThat(one.classpath()).hasSize(3).allMatch(Files::exists);
    assertThat(one.classpath().get(1).toString()).endsWith("-second.jar");
    assertThat(one.classpath().get(2).toString()).endsWith("-first.jar");
    assertThat(two.classpath().subList(1, 3)).isEqualTo(one.classpath().subList(1, 3));
  }

  @Test
  void aModuleThatIsNotBuiltIsNamed() {
    assertThatThrownBy(() -> Program.of(home, "missing", "tributary-missing", home.resolve("run")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tributary-missing-boot.jar is missing");
  }

  private void build(String module) throws IOException {
    var target = Files.createDirectories(home.resolve(module).resolve("target"));
    Files.writeString(target.resolve(module + "-1.jar"), module);
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Start-Class"), "the.Main");
    try (var jar = new JarOutputStream(Files.newOutputStream(target.resolve(module + "-1-boot.jar")), manifest)) {
      put(jar, "BOOT-INF/lib/first.jar", "1");
      put(jar, "BOOT-INF/lib/second.jar", "2");
      put(jar, "BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/second.jar\"\n- \"BOOT-INF/lib/first.jar\"\n");
    }
  }

  private static void put(JarOutputStream jar, String name, String text) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(text.getBytes());
    jar.closeEntry();
  }
}
