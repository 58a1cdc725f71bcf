package io.tributary.simulators.unipile;

import io.tributary.simulators.mail.Folder;
import io.tributary.simulators.mail.Ids;
import io.tributary.simulators.mail.Mail;
import io.tributary.simulators.mail.Mailbox;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A connected mailbox. It is a Google account, since of all mail accounts only Google's {@code users/me} tells the owner's address in
 * the official schemas.
 */
final class MailAccount {

  static final String TYPE = "GOOGLE_OAUTH";

  private final String id;
  private final AtomicReference<Mailbox> mailbox;

  private MailAccount(String id, Mailbox mailbox) {
    this.id = id;
    this.mailbox = new AtomicReference<>(mailbox);
  }

  static MailAccount of(Mailbox mailbox) {
    return new MailAccount(Ids.of("account", mailbox.owner()), mailbox);
  }

  String id() {
    return id;
  }

  /** As it is now: whoever looks twice may see more. */
  Mailbox mailbox() {
    return mailbox.get();
  }

  /** @return the mail that has come of it */
  synchronized Mail deliver(byte[] message) {
    var before = mailbox.get();
    var after = before.with(message);
    mailbox.set(after);
    return after.mails().stream().filter(mail -> before.byId(mail.id()).isEmpty()).findFirst().orElseThrow();
  }

  String folderId(Folder folder) {
    return Ids.of("folder", mailbox().owner(), folder.name());
  }

  /** By its id, its name or its name on the mail server. */
  Optional<Folder> folder(String reference) {
    return mailbox().folders().stream()
        .filter(folder -> folderId(folder).equals(reference) || folder.name().equalsIgnoreCase(reference))
        .findFirst();
  }
}
