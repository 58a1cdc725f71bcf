package io.tributary.simulators;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The data that come with the program. */
public final class Samples {

  /** Mailboxes: three, of 2002. */
  public static Path mail() throws IOException {
    return folder("/sample-mail/mailboxes", "garym@canada.com.mbox.gz");
  }

  /** Exported chats of one account of WhatsApp, invented. */
  public static Path whatsApp() throws IOException {
    return folder("/sample-whatsapp/accounts", "+447700900100/contacts.csv");
  }

  /** One account of LinkedIn, invented. */
  public static Path linkedIn() throws IOException {
    return folder("/sample-linkedin/accounts", "robin-sales.json");
  }

  /** Out of a jar it is unpacked first, into a folder that goes with the process. @param file one that is in the folder */
  private static Path folder(String folder, String file) throws IOException {
    var url = Samples.class.getResource(folder + '/' + file);
    if (url == null) {
      throw new IOException("The sample is missing in this build: " + folder);
    }
    if (url.getProtocol().equals("file")) {
      return Path.of(URI.create(url.toString())).resolve("../".repeat(Path.of(file).getNameCount())).normalize();
    }
    var jar = URI.create(url.toString().substring(0, url.toString().indexOf("!/")));
    try (var files = FileSystems.newFileSystem(jar, Map.of())) {
      return unpacked(files.getPath(folder));
    }
  }

  private static Path unpacked(Path folder) throws IOException {
    var target = Files.createTempDirectory("tributary-sample");
    target.toFile().deleteOnExit();
    try (var paths = Files.walk(folder)) {
      for (var path : paths.skip(1).toList()) {
        var copy = target.resolve(folder.relativize(path).toString());
        Files.copy(path, copy);
        copy.toFile().deleteOnExit();
      }
    }
    return target;
  }

  private Samples() {}
}
