package io.tributary.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Archives unpacked once per machine, into the temporary folder. */
public final class Unpacked {

  private static final Path CACHE =
      Path.of(System.getProperty("java.io.tmpdir"), "tributary-unpacked-" + System.getProperty("user.name"));

  /** Opens the uncompressed tar. */
  public interface Source {
    InputStream open() throws IOException;
  }

  /** @param name of the unpacked folder; a new version needs a new name */
  public static Path folder(String name, Source tar) throws IOException {
    var folder = CACHE.resolve(name);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(CACHE);
      var unfinished = Files.createTempDirectory(CACHE, name + "-");
      unpack(tar, unfinished);
      publish(unfinished, folder);
    }
    return folder;
  }

  /** By rename: another process sees all of it or nothing. */
  private static void publish(Path unfinished, Path folder) throws IOException {
    try {
      Files.setPosixFilePermissions(unfinished, EnumSet.allOf(PosixFilePermission.class));
      Files.move(unfinished, folder);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      DeleteFolder.at(unfinished); // another process was quicker
    }
  }

  private static void unpack(Source source, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new BufferedInputStream(source.open()))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, target);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
    var file = entry.resolveIn(target);
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      var executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(file, executable ? EXECUTABLE : READABLE);
    }
  }

  private static final Set<PosixFilePermission> READABLE = java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> EXECUTABLE = java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x");

  private Unpacked() {}
}
