package io.tributary.connectors.gmail;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.gmail.GmailApi.Message;
import io.tributary.connectors.gmail.GmailApi.Part;
import io.tributary.content.CutText;
import io.tributary.content.MailHeader;
import io.tributary.content.MailHeaders;
import io.tributary.content.MailHints;
import io.tributary.content.MessageIds;
import io.tributary.content.SentDates;
import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;

/** Turns a mail of Gmail's into the same communication that the mail channel would make of it. */
record ObserveMail(ConnectionKey key, List<String> labels, Clock time) {

  private static final Map<String, String> ROLES =
      Map.of("INBOX", "inbox", "SENT", "sent", "SPAM", "spam", "TRASH", "trash");

  CommunicationObserved event(Message message) {
    var payload = Objects.requireNonNull(message.payload());
    var headers = headersOf(payload);
    var people = MailPeople.of(headers, key.workspace());
    var texts = MailTexts.of(payload);
    return CommunicationObserved.newBuilder()
        .setTenant(key.tenant())
        .setChannel(Channel.EMAIL)
        .setKind(CommunicationKind.EMAIL)
        .setExternalId(MessageIds.of(headers.first("Message-ID").orElse(null), key.workspace(), message.id()))
        .setSentAt(SentDates.bounded(MailDate.of(headers).orElse(received(message))))
        .setReceivedAt(received(message))
        .setSubject(headers.first("Subject").map(ObserveMail::decoded).orElse(null))
        .setText(CutText.of(texts.plain(), CutText.TEXT_BYTES))
        .setHtml(CutText.of(texts.html(), CutText.HTML_BYTES))
        .setAttachments(texts.attachments())
        .setSize(CutText.bytesOf(texts.plain()) + CutText.bytesOf(texts.html()))
        .setParticipants(people.participants())
        .setOutbound(people.outbound())
        .setEmail(MailHints.of(headers, message.threadId(), null))
        .setCopy(copyOf(message))
        .setLearntBy(LearntBy.POLL)
        .setObservedAt(time.instant())
        .build();
  }

  private AccountCopy copyOf(Message message) {
    var folder = labels.stream().filter(message.labels()::contains).findFirst().orElse(null);
    var role = message.labels().stream().map(ROLES::get).filter(Objects::nonNull).findFirst().orElse("all");
    return AccountCopy.newBuilder()
        .setAccount(key.workspace())
        .setProviderId(message.id())
        .setFolder(folder)
        .setRole(role)
        .setRead(!message.labels().contains("UNREAD"))
        .build();
  }

  private static MailHeaders headersOf(Part payload) {
    return new MailHeaders(payload.headers() == null ? List.of()
        : payload.headers().stream().map(header -> new MailHeader(header.name(), header.value())).toList());
  }

  static String decoded(String text) {
    return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT).replace("\0", "");
  }

  private static @Nullable Instant received(Message message) {
    try {
      var millis = message.internalDate();
      return millis == null || !millis.matches("-?\\d{1,15}") ? null : SentDates.bounded(Instant.ofEpochMilli(Long.parseLong(millis)));
    } catch (DateTimeException _) {
      return null;
    }
  }
}
