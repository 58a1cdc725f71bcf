package io.tributary.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * A module's {@code -boot} jar, unpacked: its libraries lie beside each other in one folder for all programs, so that they are
 * unpacked once and their pages are shared. Starts in half the time of a jar in a jar.
 *
 * @param mainClass what to run
 * @param classpath of plain jars, in the order that the build decided
 */
public record Program(String mainClass, List<Path> classpath) {

  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String CLASSES = "BOOT-INF/classes/";

  /**
   * @param home the source tree
   * @param module folder of the module, as {@code deploy/simulators}
   * @param artifact the module's artifact id
   * @param folder where unpacked programs lie
   */
  public static Program of(Path home, String module, String artifact, Path folder) throws IOException {
    var bootJar = find(home.resolve(module).resolve("target"), artifact, "-boot.jar");
    var plainJar = Path.of(bootJar.toString().replace("-boot.jar", ".jar"));
    try (var jar = new JarFile(bootJar.toFile())) {
      var classpath = new ArrayList<Path>();
      classpath.add(copyOf(plainJar, folder));
      for (var entry : libraries(jar)) {
        classpath.add(unpack(jar, entry, folder));
      }
      return new Program(jar.getManifest().getMainAttributes().getValue("Start-Class"), classpath);
    }
  }

  public String joinedClasspath() {
    return String.join(":", classpath.stream().map(Path::toString).toList());
  }

  private static Path find(Path target, String artifact, String ending) throws IOException {
    if (Files.isDirectory(target)) {
      try (var files = Files.newDirectoryStream(target, artifact + "-*" + ending)) {
        for (var file : files) {
          return file;
        }
      }
    }
    throw new IOException("%s%s is missing in %s: build it with mvn package -DskipTests.".formatted(artifact, ending, target));
  }

  /** Sorted as the index says; the order decides which of two equal classes is used. */
  private static List<ZipEntry> libraries(JarFile jar) throws IOException {
    var index = jar.getEntry("BOOT-INF/classpath.idx");
    try (var in = jar.getInputStream(index)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
          .map(line -> line.replaceAll("^- \"(.*)\"$", "$1"))
          .filter(name -> name.startsWith(LIBRARIES) && !name.startsWith(CLASSES))
          .map(jar::getEntry)
          .toList();
    }
  }

  /** Named by its checksum: a new build of the same version is another file, an equal one is unpacked once. */
  private static Path unpack(JarFile jar, ZipEntry entry, Path folder) throws IOException {
    var name = entry.getName().substring(LIBRARIES.length());
    var file = folder.resolve("%08x-%s".formatted(entry.getCrc(), name));
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      var unfinished = Files.createTempFile(folder, name, ".part");
      try (var in = jar.getInputStream(entry)) {
        Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  /** A copy, so that a build beside a running stack does not change the jar under it. */
  private static Path copyOf(Path jar, Path folder) throws IOException {
    Files.createDirectories(folder);
    var modified = Files.getLastModifiedTime(jar).toMillis();
    var file = folder.resolve("%x-%s".formatted(modified, jar.getFileName()));
    if (!Files.exists(file)) {
      Files.copy(jar, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
