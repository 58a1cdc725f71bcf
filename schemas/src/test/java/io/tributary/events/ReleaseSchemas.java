package io.tributary.events;

import java.io.IOException;
import java.nio.file.Files;

/** Writes today's schemas, every type written out, as a release: {@code ReleaseSchemas v2}. To be run by a person, once a release. */
final class ReleaseSchemas {

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("Name the release, for instance: v2");
    }
    var folder = Schemas.RELEASED.resolve(arguments[0]);
    if (Files.exists(folder)) {
      throw new IllegalStateException(folder + " is there already; a release is never changed.");
    }
    Files.createDirectories(folder);
    for (var event : Schemas.current().entrySet()) {
      Files.writeString(folder.resolve(event.getKey() + ".avsc"), event.getValue().toString(true) + "\n");
    }
  }

  private ReleaseSchemas() {}
}
