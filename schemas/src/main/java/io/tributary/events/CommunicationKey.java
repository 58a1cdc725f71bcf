package io.tributary.events;

import java.util.Locale;
import org.jspecify.annotations.NullMarked;

/**
 * The key of a communication on its topic: as far as one event tells, the same for all of one conversation. They lie on one partition then, and who
 * stores them in batches does not wait for another batch that writes the same conversation. Nothing rests on it: a mail that names only what it
 * answers, or a copy without its headers, may lie elsewhere.
 */
@NullMarked
public final class CommunicationKey {

  public static String of(CommunicationObserved event) {
    var channel = event.getChannel().name().toLowerCase(Locale.ROOT);
    var chat = event.getChat();
    if (event.getKind() == CommunicationKind.EMAIL || chat == null || chat.isBlank()) {
      return Keys.of(event.getTenant(), channel, firstOfThread(event));
    }
    // Two accounts see the same group under one id; a one-to-one chat is each account's own.
    return event.getGroup()
        ? Keys.of(event.getTenant(), channel, chat)
        : Keys.of(event.getTenant(), channel, event.getCopy().getAccount(), chat);
  }

  /** The mail that began the thread, which References name first (RFC 5322, 3.6.4); of what is no mail, its own id. */
  private static String firstOfThread(CommunicationObserved event) {
    var email = event.getEmail();
    if (email != null && !email.getReferences().isEmpty()) {
      return email.getReferences().getFirst();
    }
    return email == null || email.getInReplyTo() == null ? event.getExternalId() : email.getInReplyTo();
  }

  private CommunicationKey() {}
}
