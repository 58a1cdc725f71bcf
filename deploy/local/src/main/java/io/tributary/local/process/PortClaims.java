package io.tributary.local.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports that were chosen, from the choice on: a service binds its port seconds later, and another stack that starts in between would choose the same one.
 * A lock file each, which the kernel gives back with the process.
 */
final class PortClaims {

  private static final Path FOLDER =
      Path.of(System.getProperty("java.io.tmpdir"), "tributary-ports-" + System.getProperty("user.name"));
  private static final Map<Integer, FileLock> HELD = new HashMap<>();

  /** @return false if another process has it */
  static synchronized boolean claim(int port) {
    if (HELD.containsKey(port)) {
      return true;
    }
    try {
      Files.createDirectories(FOLDER);
      var channel = FileChannel.open(FOLDER.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return false;
      }
      HELD.put(port, lock);
      return true;
    } catch (IOException e) {
      return true; // without lock files the port's own state must do
    }
  }

  private PortClaims() {}
}
