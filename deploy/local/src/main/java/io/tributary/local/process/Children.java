package io.tributary.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Starts processes that do not outlive this one, however it ends, and stops them, the last started first.
 *
 * <p>Two nets: the kernel kills a child when its parent is gone, and a pid file lets the next start end what is left.
 */
public final class Children {

  private final PidFiles pidFiles;
  private final List<ChildProcess> started = new CopyOnWriteArrayList<>();

  /** @param folder where the pid files lie */
  public Children(Path folder) {
    this.pidFiles = new PidFiles(folder);
  }

  /** Ends what an earlier launcher started here and left behind. @return the names of what was ended */
  public List<String> endLeftovers() {
    return pidFiles.endLeftovers();
  }

  public ChildProcess start(Command command) {
    var words = new ArrayList<>(ParentDeath.WRAPPER);
    words.addAll(command.words());
    return start(command, words);
  }

  /** As {@link #start}, in a user namespace of its own: for programs that refuse to run as root. */
  public ChildProcess startUnprivileged(Command command) {
    var words = new ArrayList<>(Unprivileged.wrapper());
    words.addAll(ParentDeath.WRAPPER);
    words.addAll(command.words());
    return start(command, words);
  }

  private ChildProcess start(Command command, List<String> words) {
    var builder = new ProcessBuilder(words);
    builder.environment().putAll(command.environment());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
    try {
      Files.createDirectories(command.log().toAbsolutePath().getParent());
      var child = new ChildProcess(command, () -> launch(command, builder));
      started.add(child);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.name(), e);
    }
  }

  private Process launch(Command command, ProcessBuilder builder) throws IOException {
    var process = ParentDeath.start(builder);
    process.getOutputStream().close();
    pidFiles.write(command, process.pid());
    return process;
  }

  /**
   * Runs a JVM with this process's terminal until it ends; a Ctrl-C reaches it as well.
   *
   * @return its exit code
   */
  public static int runInForeground(List<String> javaArguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    var words = new ArrayList<>(ParentDeath.WRAPPER_IN_SESSION);
    words.addAll(Command.java("foreground", javaArguments, environment, Path.of("/dev/null")).words());
    var builder = new ProcessBuilder(words).inheritIO();
    builder.environment().putAll(environment);
    return ParentDeath.start(builder).waitFor();
  }

  /** In the order they were started. */
  public List<ChildProcess> started() {
    return List.copyOf(started);
  }

  /** Stops these together. */
  public void stop(List<ChildProcess> some, Duration patience) {
    some.forEach(ChildProcess::askToStop);
    for (var child : some) {
      child.stop(patience);
      forget(child);
    }
  }

  /** Stops one after the other, the last started first. */
  public void stopAll(Duration patience) {
    for (var child : started.reversed()) {
      stop(List.of(child), patience);
    }
  }

  public void killAll() {
    started.reversed().forEach(ChildProcess::kill);
    started.reversed().forEach(this::forget);
  }

  public void forget(ChildProcess child) {
    pidFiles.remove(child.name());
    started.remove(child);
  }
}
