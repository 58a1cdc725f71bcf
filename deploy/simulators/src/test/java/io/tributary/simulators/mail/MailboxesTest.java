package io.tributary.simulators.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxesTest {

  @TempDir Path folder;

  @Test
  void readsAFolderOfEmlFilesWithItsSubFolders() throws IOException {
    write("me@example.com/b.eml", mail("<2@x>", "you@example.com", "me@example.com", "Fri, 23 Aug 2002 10:00:00 +0000"));
    write("me@example.com/a.eml", mail("<1@x>", "Me <ME@example.com>", "you@example.com", "Fri, 23 Aug 2002 09:00:00 +0000"));
    write("me@example.com/Archive/c.EML", mail("<3@x>", "you@example.com", "me@example.com", "Fri, 23 Aug 2002 11:00:00 +0000"));
    write("me@example.com/notes.txt", "no mail");
    write("readme.txt", "no mailbox");

    var mailbox = Mailboxes.in(folder).getFirst();

    assertThat(mailbox.owner()).isEqualTo("me@example.com");
    assertThat(mailbox.ownerName()).contains("Me");
    assertThat(mailbox.mails()).extracting(Mail::messageId, Mail::role)
        .containsExactly(tuple("<3@x>", "archive"), tuple("<2@x>", "inbox"), tuple("<1@x>", "sent"));
    assertThat(mailbox.folders()).extracting(Folder::name).containsExactly("INBOX", "SENT", "TRASH", "Archive");
  }

  @Test
  void keepsCopiesOfAMessageApartAndGivesThemTheSameIdsAgain() throws IOException {
    var mail = mail("<1@x>", "you@example.com", "me@example.com", "Fri, 23 Aug 2002 10:00:00 +0000");
    write("me@example.com.mbox", ("From x Fri Aug 23 10:00:00 2002\n" + mail + "\n").repeat(2));
    write("you@example.com.mbox", "From x Fri Aug 23 10:00:00 2002\n" + mail);

    var first = Mailboxes.in(folder).stream().flatMap(mailbox -> mailbox.mails().stream()).map(Mail::id).toList();
    var again = Mailboxes.in(folder).stream().flatMap(mailbox -> mailbox.mails().stream()).map(Mail::id).toList();

    assertThat(first).hasSize(3).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Za-z0-9_-]{22}")).isEqualTo(again);
  }

  @Test
  void tiesAnswersToWhatTheyAnswerAlsoOverAMessageThatIsNotThere() throws IOException {
    write("me@example.com/1.eml", "Message-ID: <1@x>\nReferences: <0@x>\nDate: Fri, 23 Aug 2002 10:00:00 +0000\n\n");
    write("me@example.com/2.eml", "Message-ID: <2@x>\nIn-Reply-To: Your message of <0@x>\nDate: Fri, 23 Aug 2002 11:00:00 +0000\n\n");
    write("me@example.com/3.eml", "Message-ID: <3@x>\nDate: Fri, 23 Aug 2002 12:00:00 +0000\n\n");

    var mails = Mailboxes.in(folder).getFirst().mails();

    assertThat(mails).extracting(Mail::messageId).containsExactly("<3@x>", "<2@x>", "<1@x>");
    assertThat(mails.get(1).threadId()).isEqualTo(mails.get(2).threadId()).isEqualTo(mails.get(2).providerId());
    assertThat(mails.get(0).threadId()).isEqualTo(mails.get(0).providerId());
  }

  @Test
  void saysWhatAFolderWithoutMailboxesLacks() {
    assertThatThrownBy(() -> Mailboxes.in(folder)).hasMessageContaining("<owner address>.mbox[.gz]").hasMessageContaining(folder.toString());
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String mail(String id, String from, String to, String date) {
    return "Message-ID: %s\nFrom: %s\nTo: %s\nDate: %s\n\ntext\n".formatted(id, from, to, date);
  }
}
