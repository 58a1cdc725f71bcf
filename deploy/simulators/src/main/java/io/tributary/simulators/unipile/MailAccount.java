package io.tributary.simulators.unipile;

import io.tributary.simulators.mail.Folder;
import io.tributary.simulators.mail.Ids;
import io.tributary.simulators.mail.Mailbox;
import java.util.Optional;

/**
 * A connected mailbox. It is a Google account, since of all mail accounts only Google's {@code users/me} tells the owner's address in
 * the official schemas.
 */
record MailAccount(String id, Mailbox mailbox) {

  static final String TYPE = "GOOGLE_OAUTH";

  static MailAccount of(Mailbox mailbox) {
    return new MailAccount(Ids.of("account", mailbox.owner()), mailbox);
  }

  String folderId(Folder folder) {
    return Ids.of("folder", mailbox.owner(), folder.name());
  }

  /** By its id, its name or its name on the mail server. */
  Optional<Folder> folder(String reference) {
    return mailbox.folders().stream()
        .filter(folder -> folderId(folder).equals(reference) || folder.name().equalsIgnoreCase(reference))
        .findFirst();
  }
}
