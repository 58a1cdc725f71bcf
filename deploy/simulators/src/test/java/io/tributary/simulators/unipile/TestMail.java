package io.tributary.simulators.unipile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Writes the small mailbox that the tests of this package ask about. */
final class TestMail {

  static final String OWNER = "me@example.com";
  static final Instant FIRST = Instant.parse("2021-01-01T00:00:00Z");

  /**
   * 20 mails, an hour apart, two at each hour; m0 is the oldest. Even ones come from Ann, odd ones go to Bob; every fifth is written to
   * Ann's copy list in capitals.
   */
  static Path write(Path folder) throws IOException {
    var mailbox = Files.createDirectories(folder.resolve(OWNER));
    for (int i = 0; i < 20; i++) {
      var from = i % 2 == 0 ? "Ann <ann@example.com>" : "Me <me@example.com>";
      var to = i % 2 == 0 ? "me@example.com" : "Bob <bob@example.com>";
      var cc = i % 5 == 0 ? "Cc: ANN@EXAMPLE.COM, cy+tag@example.com\n" : "";
      var reply = i == 3 ? "In-Reply-To: <m2@example.com>\nReferences: <m2@example.com>\n" : "";
      Files.writeString(mailbox.resolve("m%02d.eml".formatted(i)), """
          Message-ID: <m%d@example.com>
          Date: Fri, 1 Jan 2021 %02d:00:00 +0000
          From: %s
          To: %s
          %s%sSubject: number %d

          text %d
          """.formatted(i, i / 2, from, to, cc, reply, i, i));
    }
    var archive = Files.createDirectories(mailbox.resolve("Archive"));
    Files.writeString(archive.resolve("old.eml"), """
        Message-ID: <old@example.com>
        Date: Thu, 31 Dec 2020 00:00:00 +0000
        From: ann@example.com
        To: me@example.com
        List-Id: A
         list <list.example.com>
        Subject: old
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/html

        <p>old</p>
        --b
        Content-Type: text/csv; name=old.csv
        Content-Disposition: attachment

        a,b
        --b--
        """);
    return folder;
  }

  private TestMail() {}
}
