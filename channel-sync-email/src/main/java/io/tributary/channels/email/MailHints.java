package io.tributary.channels.email;

import io.tributary.events.BulkClass;
import io.tributary.events.EmailHints;
import io.tributary.events.Identifier;
import io.tributary.identifiers.EmailAddresses;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What decides a mail's conversation and class. */
final class MailHints {

  private static final Set<String> BULK_PRECEDENCE = Set.of("bulk", "junk");
  private static final Pattern MAILTO = Pattern.compile("<\\s*mailto:([^<>?]+)", Pattern.CASE_INSENSITIVE);

  static EmailHints of(Mail mail) {
    var headers = MailHeaders.of(mail);
    return EmailHints.newBuilder()
        .setInReplyTo(inReplyTo(mail, headers))
        .setReferences(headers.ids("References"))
        .setProviderThread(mail.threadId() == null || mail.threadId().isBlank() ? null : mail.threadId())
        .setBulk(bulk(headers))
        .setListAddress(listAddress(headers))
        .build();
  }

  /** Of several ids the first: the others are guesses of mail programs. */
  private static @Nullable String inReplyTo(Mail mail, MailHeaders headers) {
    var ids = headers.ids("In-Reply-To");
    if (!ids.isEmpty()) {
      return ids.getFirst();
    }
    var written = mail.inReplyTo() instanceof Map<?, ?> reply ? reply.get("message_id") : mail.inReplyTo();
    return written instanceof String text ? MailHeaders.idsIn(text).findFirst().orElse(null) : null;
  }

  private static BulkClass bulk(MailHeaders headers) {
    var autoSubmitted = headers.first("Auto-Submitted").orElse("no").strip().toLowerCase(Locale.ROOT);
    var precedence = headers.first("Precedence").orElse("").strip().toLowerCase(Locale.ROOT);
    if (autoSubmitted.startsWith("auto-replied") || precedence.equals("auto_reply") || headers.has("X-Autoreply")) {
      return BulkClass.AUTO_REPLY;
    }
    if (headers.has("List-Id") || headers.has("List-Post") || precedence.equals("list")) {
      return BulkClass.LIST;
    }
    boolean generated = !autoSubmitted.equals("no");
    return headers.has("List-Unsubscribe") || BULK_PRECEDENCE.contains(precedence) || generated ? BulkClass.BULK : BulkClass.NONE;
  }

  private static @Nullable String listAddress(MailHeaders headers) {
    return headers.first("List-Post")
        .map(MAILTO::matcher)
        .filter(Matcher::find)
        .flatMap(matcher -> EmailAddresses.identify(matcher.group(1)).found())
        .map(Identifier::getCanonical)
        .orElse(null);
  }

  private MailHints() {}
}
