package io.tributary.simulators.mail;

import java.util.Locale;

/**
 * A folder of a mailbox.
 *
 * @param name as the mail server names it
 * @param role one of inbox, sent, archive, drafts, trash, spam, all, important, starred, unknown
 */
public record Folder(String name, String role) {

  public static final Folder INBOX = new Folder("INBOX", "inbox");
  public static final Folder SENT = new Folder("SENT", "sent");

  public static final Folder TRASH = new Folder("TRASH", "trash");

  static Folder named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "inbox" -> INBOX;
      case "sent", "sent mail", "sent items" -> SENT;
      case "trash" -> TRASH;
      case "archive", "drafts", "spam", "important", "starred" -> new Folder(name, name.toLowerCase(Locale.ROOT));
      case "junk" -> new Folder(name, "spam");
      case "all", "all mail" -> new Folder(name, "all");
      default -> new Folder(name, "unknown");
    };
  }
}
