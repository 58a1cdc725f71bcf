package io.tributary.local.commands;

import io.tributary.local.stack.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the sources and the data are: the options that several commands share. */
final class Where {

  @Option(names = "--data", paramLabel = "DIR", description = "Folder of all data, logs and keys (default: .tributary beside the sources).")
  private @Nullable Path data;

  /** The source tree; {@code ./tributary} says where it lies. */
  static Path home() {
    return Path.of(System.getProperty("tributary.home", "")).toAbsolutePath();
  }

  DataFolder dataFolder() {
    return new DataFolder(data == null ? home().resolve(".tributary") : data);
  }
}
