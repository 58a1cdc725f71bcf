package io.tributary.simulators.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mailbox of the form mboxrd: every line that begins with {@code From } begins a message, and of a line that begins with
 * {@code >From }, {@code >>From } … one {@code >} is taken off. The blank line before the next message belongs to the form.
 */
final class MboxReader {

  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

  private final BufferedInputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private MboxReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  static void read(InputStream in, Consumer<RawMail> mails) throws IOException {
    new MboxReader(in).readAll(mails);
  }

  private void readAll(Consumer<RawMail> mails) throws IOException {
    byte @Nullable [] fromLine = null;
    var message = new ByteArrayOutputStream();
    for (var line = next(); line.length > 0; line = next()) {
      if (startsWithFrom(line, 0)) {
        give(fromLine, message, mails);
        fromLine = line;
      } else if (fromLine != null) {
        var quote = isEscaped(line) ? 1 : 0;
        message.write(line, quote, line.length - quote);
      }
    }
    give(fromLine, message, mails);
  }

  private static void give(byte @Nullable [] fromLine, ByteArrayOutputStream message, Consumer<RawMail> mails) {
    if (fromLine != null) {
      var arrival = MailDate.inText(new String(fromLine, StandardCharsets.ISO_8859_1)).orElse(null);
      mails.accept(new RawMail(withoutBlankEnd(message.toByteArray()), arrival, null));
      message.reset();
    }
  }

  /** The next line with its end; empty at the end of the file. */
  private byte[] next() throws IOException {
    line.reset();
    int b;
    while ((b = in.read()) >= 0) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static boolean isEscaped(byte[] line) {
    int quotes = 0;
    while (quotes < line.length && line[quotes] == '>') {
      quotes++;
    }
    return quotes > 0 && startsWithFrom(line, quotes);
  }

  private static boolean startsWithFrom(byte[] line, int at) {
    return line.length >= at + FROM.length && Arrays.equals(line, at, at + FROM.length, FROM, 0, FROM.length);
  }

  private static byte[] withoutBlankEnd(byte[] message) {
    int end = message.length;
    if (end >= 2 && message[end - 1] == '\n' && message[end - 2] == '\n') {
      return Arrays.copyOf(message, end - 1);
    }
    if (end >= 4 && message[end - 1] == '\n' && message[end - 2] == '\r' && message[end - 3] == '\n') {
      return Arrays.copyOf(message, end - 2);
    }
    return message;
  }
}
