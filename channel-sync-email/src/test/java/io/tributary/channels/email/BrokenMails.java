package io.tributary.channels.email;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes mails that programs have stumbled over into a mailbox: those of {@code src/test/resources/broken-mail}, and where
 * {@code -Dtributary.data} names the folder of test data, every file of its sets mime-torture and mime-bounces, be it a mail or not.
 */
final class BrokenMails {

  private final Path mailbox;
  private final AtomicInteger written = new AtomicInteger();

  private BrokenMails(Path mailbox) {
    this.mailbox = mailbox;
  }

  /** @return how many */
  static int into(Path mailbox) {
    var mails = new BrokenMails(mailbox);
    try {
      Files.createDirectories(mailbox);
      mails.shipped();
      mails.all(Path.of(System.getProperty("tributary.data", "")));
      return mails.written.get();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void shipped() throws IOException, URISyntaxException {
    var folder = Path.of(Objects.requireNonNull(BrokenMails.class.getResource("/broken-mail")).toURI());
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(it -> it.toString().endsWith(".eml")).sorted().toList()) {
        write(Files.readAllBytes(file));
      }
    }
  }

  private void all(Path data) throws IOException {
    for (var set : new String[] {"mime-torture", "mime-bounces"}) {
      if (Files.isDirectory(data.resolve(set))) {
        try (var archives = Files.newDirectoryStream(data.resolve(set), "*.tar.gz")) {
          for (var archive : archives) {
            ReadTar.read(archive, this::write);
          }
        }
      }
    }
  }

  private void write(byte[] mail) {
    try {
      Files.write(mailbox.resolve("%04d.eml".formatted(written.incrementAndGet())), mail);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
