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

/** A started process: alive or not, and how to end it. */
public final class ChildProcess {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Command command;
  private final Process process;
  private volatile boolean stopping;

  ChildProcess(Command command, Process process) {
    this.command = command;
    this.process = process;
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
