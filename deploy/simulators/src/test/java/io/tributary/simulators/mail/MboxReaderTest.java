package io.tributary.simulators.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MboxReaderTest {

  @Test
  void splitsAtFromLinesAndLeavesTheBytesAsTheyWere() throws IOException {
    var mails = read("""
        From a@example.com Fri Jan 15 15:10:39 2021
        Subject: one

        first\t\u00e9

        From b@example.com  Mon Aug 26 15:31:28 2002
        Subject: two

        second
        """);

    assertThat(texts(mails)).containsExactly("Subject: one\n\nfirst\t\u00e9\n", "Subject: two\n\nsecond\n");
    assertThat(mails).extracting(RawMail::arrival)
        .containsExactly(Instant.parse("2021-01-15T15:10:39Z"), Instant.parse("2002-08-26T15:31:28Z"));
  }

  @Test
  void takesOneMarkOffEscapedFromLinesAndNoneOffOthers() throws IOException {
    var mails = read("""
        From a@example.com Fri Jan 15 15:10:39 2021
        Subject: quotes

        >From here
        >>From there
        > From nowhere
        >Fromage
        """);

    assertThat(texts(mails)).containsExactly("Subject: quotes\n\nFrom here\n>From there\n> From nowhere\n>Fromage\n");
  }

  @Test
  void keepsBlankLinesThatBelongToTheMessage() throws IOException {
    var mails = read("From a@example.com Fri Jan 15 15:10:39 2021\nSubject: x\n\nend\n\n\n\nFrom b@example.com nonsense\n\nbody without header");

    assertThat(texts(mails)).containsExactly("Subject: x\n\nend\n\n\n", "\nbody without header");
    assertThat(mails.getLast().arrival()).isNull();
  }

  @Test
  void findsNothingInAnEmptyFile() throws IOException {
    assertThat(read("")).isEmpty();
  }

  private static List<RawMail> read(String mbox) throws IOException {
    var mails = new ArrayList<RawMail>();
    MboxReader.read(new ByteArrayInputStream(mbox.getBytes(StandardCharsets.ISO_8859_1)), mails::add);
    return mails;
  }

  private static List<String> texts(List<RawMail> mails) {
    return mails.stream().map(mail -> new String(mail.bytes(), StandardCharsets.ISO_8859_1)).toList();
  }
}
