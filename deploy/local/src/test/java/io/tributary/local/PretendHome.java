package io.tributary.local;

import io.tributary.local.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A source tree as the launcher sees it, built, with {@link PretendProgram} in place of each program. */
final class PretendHome {

  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("deploy/kafka"));
    Files.createSymbolicLink(folder.resolve("deploy/kafka/topics"), Path.of("../kafka/topics").toAbsolutePath());
    for (var service : Service.ALL) {
      program(folder.resolve(service.name()), service.name());
    }
    program(folder.resolve("deploy/simulators"), "simulators");
    return folder;
  }

  private static void program(Path module, String name) throws IOException {
    var target = Files.createDirectories(module.resolve("target"));
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Start-Class"), PretendProgram.class.getName());
    try (var jar = new JarOutputStream(Files.newOutputStream(target.resolve("tributary-" + name + "-1.jar")), manifest)) {
      var file = PretendProgram.class.getName().replace('.', '/') + ".class";
      jar.putNextEntry(new ZipEntry(file));
      try (var in = PretendHome.class.getClassLoader().getResourceAsStream(file)) {
        java.util.Objects.requireNonNull(in).transferTo(jar);
      }
    }
    try (var jar = new JarOutputStream(Files.newOutputStream(target.resolve("tributary-" + name + "-1-boot.jar")), manifest)) {
      jar.putNextEntry(new ZipEntry("BOOT-INF/classpath.idx"));
    }
  }

  private PretendHome() {}
}
