package io.tributary.system.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** For a process to be started with: its clock is wrong from the first line of its program on. */
final class WrongClock {

  private final Path agent;

  /** @param folder where the agent's jar is made */
  WrongClock(Path folder) {
    this.agent = folder.resolve("wrong-clock.jar");
    try {
      Files.createDirectories(folder);
      write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Environment of a JVM that ends at once if its clock cannot be made wrong. */
  Map<String, String> by(Duration wrong) {
    return Map.of("JAVA_TOOL_OPTIONS", "-javaagent:%s=%s".formatted(agent, wrong));
  }

  private void write() throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", WrongClockAgent.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    var entry = WrongClockAgent.class.getName().replace('.', '/') + ".class";
    try (var jar = new JarOutputStream(Files.newOutputStream(agent), manifest);
        var code = WrongClockAgent.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(Objects.requireNonNull(code, entry).readAllBytes());
    }
  }
}
