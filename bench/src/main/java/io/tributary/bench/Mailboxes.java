package io.tributary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Many mailboxes for the provider's double, with a letter each: what counts is that they can be asked. */
public final class Mailboxes {

  /** @return the folder */
  public static Path in(Path folder, int count) throws IOException {
    for (int mailbox = 0; mailbox < count; mailbox++) {
      Files.writeString(folder.resolve("mailbox-%d@ours.test.mbox".formatted(mailbox)), """
          From somebody@elsewhere.test Mon Mar  2 08:00:00 2026
          Message-ID: <letter-%1$d@bench.test>
          Date: Mon, 02 Mar 2026 08:00:00 +0000
          From: somebody@elsewhere.test
          To: mailbox-%1$d@ours.test
          Subject: A letter

          The engine weaves algebraic patterns.

          """.formatted(mailbox));
    }
    return folder;
  }

  private Mailboxes() {}
}
