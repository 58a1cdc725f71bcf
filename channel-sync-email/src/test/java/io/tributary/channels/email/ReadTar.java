package io.tributary.channels.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The files in a {@code .tar.gz}, whatever they are. */
final class ReadTar {

  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SIZE_DIGITS = 11;
  private static final int OCTAL = 8;
  private static final int TYPE_AT = 156;

  static void read(Path archive, Consumer<byte[]> files) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(archive))) {
      for (var header = in.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; header = in.readNBytes(BLOCK)) {
        int size = Integer.parseInt(new String(header, SIZE_AT, SIZE_DIGITS, UTF_8), OCTAL);
        var file = in.readNBytes(size);
        in.skipNBytes(Math.floorMod(-size, BLOCK));
        if (header[TYPE_AT] == '0') {
          files.accept(file);
        }
      }
    }
  }

  private ReadTar() {}
}
