package io.tributary.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A started process: alive or not, how to end it, and how to start it again. */
public final class ChildProcess {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Command command;
  private final Launch launch;
  private volatile Process process;
  private volatile boolean stopping;

  /** Starts it. */
  ChildProcess(Command command, Launch launch) throws IOException {
    this.command = command;
    this.launch = launch;
    this.process = launch.launch();
  }

  /** Starts the process of a command, each time it is asked. */
  interface Launch {
    Process launch() throws IOException;
  }

  public String name() {
    return command.name();
  }

  public Path log() {
    return command.log();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it ended though nobody asked it to. */
  public boolean diedByItself() {
    return !stopping && !process.isAlive();
  }

  /** @throws ChildFailed if it dies first or {@code limit} passes */
  public void awaitReady(BooleanSupplier ready, Duration limit) {
    var end = Instant.now().plus(limit);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new ChildFailed(this, "ended with code %d before it was ready".formatted(process.exitValue()));
      }
      if (Instant.now().isAfter(end)) {
        throw new ChildFailed(this, "was not ready within %d s".formatted(limit.toSeconds()));
      }
      pause();
    }
  }

  /** Asks it to end (SIGTERM), and ends it after {@code patience}. */
  public void stop(Duration patience) {
    askToStop();
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      kill();
    } catch (InterruptedException _) {
      kill();
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  public void askToStop() {
    stopping = true;
    process.destroy();
  }

  /** Ends it at once (SIGKILL) and waits until it is gone. */
  public void kill() {
    stopping = true;
    process.destroyForcibly();
    process.onExit().join();
  }

  /**
   * Starts it with the same command once more, after it ended.
   *
   * @throws IllegalStateException if it still runs
   */
  public void startAgain() throws IOException {
    if (process.isAlive()) {
      throw new IllegalStateException(name() + " still runs");
    }
    process = launch.launch();
    stopping = false;
  }

  /** Stops it where it stands (SIGSTOP), with all processes it started; {@link #thaw} lets it go on. */
  public void freeze() throws IOException {
    Signals.send("STOP", process.toHandle());
  }

  /** Lets a frozen process go on, as if no time had passed (SIGCONT). */
  public void thaw() throws IOException {
    Signals.send("CONT", process.toHandle());
  }

  /** The end of its log, for the message that says why it failed. */
  public List<String> lastLines(int count) {
    try {
      var bytes = Files.readAllBytes(command.log());
      var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
  }
}
