package io.tributary.local.stack;

import io.tributary.local.DeleteFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where one stack keeps everything it writes: data, logs, keys, chosen ports. Nothing of it is written elsewhere. */
public final class DataFolder {

  private final Path folder;
  private @Nullable FileLock lock;

  public DataFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  public Path path() {
    return folder;
  }

  public Path data(String name) {
    return folder.resolve("data").resolve(name);
  }

  /** For temporary files. */
  public Path scratch(String name) {
    return folder.resolve("scratch").resolve(name);
  }

  public Path log(String name) {
    return folder.resolve("logs").resolve(name + ".log");
  }

  /** The logs of the last start move aside, those of the one before go. */
  public void keepLogsOfLastTime() throws IOException {
    var logs = folder.resolve("logs");
    var last = folder.resolve("logs.last");
    if (Files.isDirectory(logs)) {
      DeleteFolder.at(last);
      Files.move(logs, last);
    }
  }

  public Path keys() {
    return folder.resolve("keys");
  }

  /** Programs unpacked to run; may be deleted at any time when nothing runs. */
  public Path programs() {
    return folder.resolve("run");
  }

  public Path pids() {
    return folder.resolve("pids");
  }

  public Path ports() {
    return folder.resolve("ports.json");
  }

  /**
   * Makes this process the only one that works on the folder; the kernel gives the lock back however the process ends.
   *
   * @return false if another has it
   */
  public boolean take() throws IOException {
    Files.createDirectories(folder);
    var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return false;
    }
    Files.writeString(launcherFile(), Long.toString(ProcessHandle.current().pid()));
    return true;
  }

  /** Who has the lock, if anybody wrote it down. */
  public Optional<ProcessHandle> launcher() throws IOException {
    if (!Files.exists(launcherFile())) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(launcherFile()).strip()));
  }

  private Path launcherFile() {
    return folder.resolve("launcher.pid");
  }
}
