package io.tributary.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the files of the processes lie in the local Maven repository. The build writes the list; whoever runs the stack has
 * built it, so the files are there.
 */
public final class StackFiles {

  private static final String LIST = "stack.classpath";
  private static final String REPOSITORY = "@repository@";

  /** The class path that the broker and the launcher run on. */
  public static String classpath() {
    var here = location(StackFiles.class).toString();
    return String.join(":", Stream.concat(Stream.of(here), jars().map(Path::toString)).toList());
  }

  /** @param name the beginning of an archive's file name */
  public static Path archive(String name) {
    return all().stream()
        .filter(file -> file.getFileName().toString().startsWith(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(
            "No file %s… in %s of tributary-local: build it again (mvn package).".formatted(name, LIST)));
  }

  private static Stream<Path> jars() {
    return all().stream().filter(file -> file.toString().endsWith(".jar") || Files.isDirectory(file));
  }

  private static List<Path> all() {
    var repository = repository().toString();
    return Stream.of(list().strip().split(":"))
        .map(entry -> Path.of(entry.replace(REPOSITORY, repository)))
        .map(StackFiles::existing)
        .toList();
  }

  /** Known from where this JVM loaded a library: right for whatever settings Maven was run with. */
  private static Path repository() {
    var set = System.getProperty("maven.repo.local");
    if (set != null) {
      return Path.of(set);
    }
    // <repository>/org/postgresql/postgresql/<version>/<jar>
    var jar = location(org.postgresql.Driver.class);
    return jar.resolve("../../../../..").normalize();
  }

  private static Path existing(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalStateException(file + " is missing: build tributary-local again (mvn package).");
    }
    return file;
  }

  private static String list() {
    try (var in = StackFiles.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException("tributary-local was built without " + LIST + ": run mvn package.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private StackFiles() {}
}
