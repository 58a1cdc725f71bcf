package io.tributary.simulators.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Puts a message into a mailbox as it arrives, whatever its date says. */
final class DeliverMail {

  private final Mailbox mailbox;

  DeliverMail(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /** The mailbox with the message in it. */
  Mailbox deliver(byte[] message) {
    var letter = Letter.of(new RawMail(message, Instant.now(), null));
    var digest = digestOf(message);
    boolean sent = letter.from().contains(mailbox.owner());
    var folder = sent ? Folder.SENT : Folder.INBOX;
    var placement = new Mail.Placement(List.of(folder), sent ? letter.date() : null);
    var mail = new Mail(
        Ids.id(digest), Ids.providerId(digest), threadOf(letter, Ids.providerId(digest)), letter.date(), letter.messageId(),
        letter.inReplyTo(), letter.from(), letter.recipients(), new AtomicReference<>(placement), Packed.of(message));
    var mails = new ArrayList<>(mailbox.mails());
    mails.add(mail);
    var folders = new LinkedHashSet<>(mailbox.folders());
    folders.add(folder);
    return new Mailbox(mailbox.owner(), mailbox.ownerName().orElse(null), folders, mails);
  }

  private byte[] digestOf(byte[] message) {
    int ordinal = 0;
    var digest = Ids.digestOf(mailbox.owner(), message, ordinal);
    while (mailbox.byId(Ids.id(digest)).isPresent()) {
      digest = Ids.digestOf(mailbox.owner(), message, ++ordinal);
    }
    return digest;
  }

  /** That of a message it names; else its own. */
  private String threadOf(Letter letter, String own) {
    for (var reference : letter.references()) {
      var named = mailbox.byMessageId(reference);
      if (named.isPresent()) {
        return named.get().threadId();
      }
    }
    return own;
  }
}
