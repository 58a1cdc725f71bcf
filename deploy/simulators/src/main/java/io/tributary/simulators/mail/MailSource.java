package io.tributary.simulators.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Where one mailbox lies: a file {@code <owner>.mbox[.gz]}, or a folder {@code <owner>} of .eml files. */
sealed interface MailSource {

  String owner();

  /** Every message, in a stable order. */
  void read(Consumer<RawMail> mails) throws IOException;

  /** Nothing if the path is neither of both. */
  static Optional<MailSource> of(Path path) {
    var name = path.getFileName().toString();
    if (Files.isDirectory(path)) {
      return name.contains("@") ? Optional.of(new EmlFolder(name.toLowerCase(Locale.ROOT), path)) : Optional.empty();
    }
    var owner = name.replaceFirst("(?i)\\.mbox(\\.gz)?$", "");
    return owner.equals(name) || !owner.contains("@") ? Optional.empty() : Optional.of(new MboxFile(owner.toLowerCase(Locale.ROOT), path));
  }

  record MboxFile(String owner, Path path) implements MailSource {

    @Override
    public void read(Consumer<RawMail> mails) throws IOException {
      try (var in = open()) {
        MboxReader.read(in, mails);
      }
    }

    private InputStream open() throws IOException {
      var in = Files.newInputStream(path);
      return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }
  }

  /** Mails in a sub-folder lie in the mail folder of that name. */
  record EmlFolder(String owner, Path path) implements MailSource {

    @Override
    public void read(Consumer<RawMail> mails) throws IOException {
      try (var files = Files.walk(path)) {
        for (var file : files.filter(EmlFolder::isMail).sorted().toList()) {
          var folder = path.relativize(file).getParent();
          mails.accept(new RawMail(Files.readAllBytes(file), null, folder == null ? null : folder.toString()));
        }
      }
    }

    private static boolean isMail(Path file) {
      return Files.isRegularFile(file) && file.toString().toLowerCase(Locale.ROOT).endsWith(".eml");
    }
  }
}
