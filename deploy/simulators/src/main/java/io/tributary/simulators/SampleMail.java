package io.tributary.simulators;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The mailboxes that come with the program. */
public final class SampleMail {

  private static final String MAILBOXES = "/sample-mail/mailboxes";

  /** Their folder; out of a jar they are unpacked first, into a folder that goes with the process. */
  public static Path folder() throws IOException {
    var url = SampleMail.class.getResource(MAILBOXES + "/garym@canada.com.mbox.gz");
    if (url == null) {
      throw new IOException("The sample mail is missing in this build: " + MAILBOXES);
    }
    if (url.getProtocol().equals("file")) {
      return Path.of(URI.create(url.toString())).resolve("..").normalize();
    }
    var jar = URI.create(url.toString().substring(0, url.toString().indexOf("!/")));
    try (var files = FileSystems.newFileSystem(jar, Map.of())) {
      return unpacked(files.getPath(MAILBOXES));
    }
  }

  private static Path unpacked(Path mailboxes) throws IOException {
    var folder = Files.createTempDirectory("tributary-sample-mail");
    folder.toFile().deleteOnExit();
    try (var paths = Files.list(mailboxes)) {
      for (var path : paths.toList()) {
        var copy = folder.resolve(path.getFileName().toString());
        Files.copy(path, copy);
        copy.toFile().deleteOnExit();
      }
    }
    return folder;
  }

  private SampleMail() {}
}
