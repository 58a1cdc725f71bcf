package io.tributary.content;

import io.tributary.events.BulkClass;
import io.tributary.events.EmailHints;
import io.tributary.events.Identifier;
import io.tributary.identifiers.EmailAddresses;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What decides a mail's conversation and class. */
public final class MailHints {

  private static final Set<String> BULK_PRECEDENCE = Set.of("bulk", "junk");
  private static final Pattern MAILTO = Pattern.compile("<\\s*mailto:([^<>?]+)", Pattern.CASE_INSENSITIVE);

  /**
   * @param providerThread the provider's thread id; null where it has none
   * @param inReplyTo what the provider says it answers, where the headers do not
   */
  public static EmailHints of(MailHeaders headers, @Nullable String providerThread, @Nullable String inReplyTo) {
    return EmailHints.newBuilder()
        .setInReplyTo(inReplyTo(headers, inReplyTo))
        .setReferences(headers.ids("References"))
        .setProviderThread(providerThread == null || providerThread.isBlank() ? null : providerThread)
        .setBulk(bulk(headers))
        .setListAddress(listAddress(headers))
        .build();
  }

  /** Of several ids the first: the others are guesses of mail programs. */
  private static @Nullable String inReplyTo(MailHeaders headers, @Nullable String otherwise) {
    var ids = headers.ids("In-Reply-To");
    return ids.isEmpty() ? MailHeaders.idsIn(otherwise).findFirst().orElse(null) : ids.getFirst();
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
