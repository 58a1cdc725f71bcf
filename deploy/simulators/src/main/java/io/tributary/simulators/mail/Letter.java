package io.tributary.simulators.mail;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a message says that a mailbox is ordered and searched by.
 *
 * @param messageId with its angle brackets; empty if the message has none
 * @param inReplyTo the first id of In-Reply-To
 * @param references all ids that tie it to other messages, its own too
 * @param from lower-case addresses of From
 * @param recipients lower-case addresses of To, Cc and Bcc
 */
record Letter(
    Instant date, String messageId, @Nullable String inReplyTo, Set<String> references, Set<String> from, Set<String> recipients) {

  static Letter of(RawMail mail) {
    var headers = Headers.of(mail.bytes());
    var messageId = headers.first("Message-ID");
    var own = messageId.flatMap(MessageIds::first);
    var inReplyTo = headers.first("In-Reply-To").flatMap(MessageIds::first);
    var references = new LinkedHashSet<String>();
    own.ifPresent(references::add);
    headers.all("References").flatMap(field -> MessageIds.in(field).stream()).forEach(references::add);
    inReplyTo.ifPresent(references::add);
    return new Letter(
        date(headers, mail), own.or(() -> messageId.map(HeaderField::text)).orElse(""), inReplyTo.orElse(null), references,
        keys(headers, "From"), keys(headers, "To", "Cc", "Bcc"));
  }

  /** The Date field, else the arrival, else the last station's Received field, else the beginning of time. */
  private static Instant date(Headers headers, RawMail mail) {
    return headers.first("Date").flatMap(date -> MailDate.inText(date.text()))
        .or(() -> Optional.ofNullable(mail.arrival()))
        .or(() -> headers.first("Received").flatMap(received -> MailDate.inText(afterLastSemicolon(received.text()))))
        .orElse(Instant.EPOCH);
  }

  private static String afterLastSemicolon(String received) {
    return received.substring(received.lastIndexOf(';') + 1);
  }

  private static Set<String> keys(Headers headers, String... names) {
    return Stream.of(names).map(headers::addresses).flatMap(List::stream).map(MailAddress::key).collect(Collectors.toUnmodifiableSet());
  }
}
