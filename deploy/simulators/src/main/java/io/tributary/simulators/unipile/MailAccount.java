package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.NetworkRules;
import io.tributary.simulators.mail.Folder;
import io.tributary.simulators.mail.Ids;
import io.tributary.simulators.mail.Mail;
import io.tributary.simulators.mail.Mailbox;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A connected mailbox. It is a Google account, since of all mail accounts only Google's {@code users/me} tells the owner's address in
 * the official schemas.
 */
final class MailAccount {

  static final String TYPE = "GOOGLE_OAUTH";

  /** A mailbox as it will be shown. @param from when */
  private record Coming(Instant from, Mailbox mailbox) {}

  private final String id;
  private final NetworkRules rules;
  private final Deque<Coming> coming = new ArrayDeque<>();
  private Mailbox mailbox;

  private MailAccount(String id, Mailbox mailbox, NetworkRules rules) {
    this.id = id;
    this.mailbox = mailbox;
    this.rules = rules;
  }

  static MailAccount of(Mailbox mailbox, NetworkRules rules) {
    return new MailAccount(Ids.of("account", mailbox.owner()), mailbox, rules);
  }

  String id() {
    return id;
  }

  /** As a read shows it now: whoever looks twice may see more. */
  synchronized Mailbox mailbox() {
    var now = rules.now();
    while (!coming.isEmpty() && !coming.getFirst().from().isAfter(now)) {
      mailbox = coming.removeFirst().mailbox();
    }
    return mailbox;
  }

  /** @return the mail that has come of it; reads may lag behind */
  synchronized Mail deliver(byte[] message) {
    var before = coming.isEmpty() ? mailbox() : coming.getLast().mailbox();
    var after = before.with(message);
    coming.addLast(new Coming(rules.visibleFrom(), after));
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
