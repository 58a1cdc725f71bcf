package io.tributary.simulators.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All mailboxes of a folder: each a file {@code <owner>.mbox[.gz]} or a folder {@code <owner>} of .eml files. */
public final class Mailboxes {

  /**
   * Reads them side by side.
   *
   * @return by owner
   * @throws UncheckedIOException if the folder cannot be read
   * @throws IllegalArgumentException if there is no mailbox in it
   */
  public static List<Mailbox> in(Path folder) {
    try (var paths = Files.list(folder)) {
      var sources = paths.sorted().map(MailSource::of).flatMap(Optional::stream).toList();
      if (sources.isEmpty()) {
        throw new IllegalArgumentException(
            "There is no mailbox in %s: it needs files <owner address>.mbox[.gz] or folders <owner address> of .eml files.".formatted(folder));
      }
      return sources.parallelStream().map(ReadMailbox::from).sorted(Comparator.comparing(Mailbox::owner)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The mailboxes in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private Mailboxes() {}
}
