package io.tributary.bench.heap;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A mailbox of large letters: what a page of the provider's answer is at its worst. */
final class LargeMail {

  static final int PEOPLE = 12;
  private static final int LETTERS_OF_EACH = 25;
  private static final int LINES = 7_000;
  private static final String OWNER = "bench@ours.test";

  /** @return a folder with the mailbox, for the provider's double */
  static Path in(Path folder) throws IOException {
    try (var mbox = Files.newBufferedWriter(folder.resolve(OWNER + ".mbox"))) {
      for (int letter = 0; letter < PEOPLE * LETTERS_OF_EACH; letter++) {
        write(mbox, letter);
      }
    }
    return folder;
  }

  static List<String> senders() {
    return IntStream.range(0, PEOPLE).mapToObj(LargeMail::sender).toList();
  }

  private static String sender(int person) {
    return "large-%d@elsewhere.test".formatted(person);
  }

  private static void write(Writer mbox, int letter) throws IOException {
    mbox.write("""
        From %1$s Mon Mar  2 08:00:00 2026
        Message-ID: <large-%2$d@bench.test>
        Date: Mon, 02 Mar 2026 %3$02d:%4$02d:00 +0000
        From: %1$s
        To: %5$s
        Subject: Letter no. %2$d
        MIME-Version: 1.0
        Content-Type: text/html; charset=utf-8

        <html><body>
        """.formatted(sender(letter % PEOPLE), letter, letter / 60 % 24, letter % 60, OWNER));
    for (int line = 0; line < LINES; line++) {
      mbox.write("<p>The engine weaves pattern no. " + line + " as the loom weaves flowers and leaves.</p>\n");
    }
    mbox.write("</body></html>\n\n");
  }

  private LargeMail() {}
}
