package io.tributary.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Has the kernel kill a child when its parent is gone ({@code PR_SET_PDEATHSIG}); kill -9 of the parent included. */
final class ParentDeath {

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  /** Comes before a command that shares the launcher's terminal. */
  static final List<String> WRAPPER_IN_SESSION =
      Files.isExecutable(SETPRIV) ? List.of(SETPRIV.toString(), "--pdeathsig", "TERM") : List.of();

  /**
   * Comes before a command; empty where util-linux is missing: there the pid files alone must do. A session of its own, so that
   * a Ctrl-C at the terminal reaches the launcher alone, which then stops its children in order.
   */
  static final List<String> WRAPPER = Files.isExecutable(SETPRIV)
      ? List.of("setsid", SETPRIV.toString(), "--pdeathsig", "KILL")
      : List.of();

  /** The kernel means the thread that forked, not the process: so one thread that never ends forks for all. */
  private static final ExecutorService FORKING_THREAD =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("child-starter").factory());

  static Process start(ProcessBuilder builder) throws IOException {
    try {
      return FORKING_THREAD.submit(builder::start).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting a process", e);
    }
  }

  private ParentDeath() {}
}
