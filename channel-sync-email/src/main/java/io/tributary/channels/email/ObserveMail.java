package io.tributary.channels.email;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.Search;
import io.tributary.content.CutText;
import io.tributary.content.MailHints;
import io.tributary.content.MessageIds;
import io.tributary.content.SentDates;
import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Turns mails of one account into observations.
 *
 * @param record the record they were found for; null where nobody looked for them
 * @param now when they were read
 */
record ObserveMail(ConnectedAccount account, LearntBy learntBy, @Nullable Long record, Instant now) {

  /** For mails that a record's sync found. */
  static ObserveMail of(Search search, Instant now) {
    return new ObserveMail(search.account(), LearntBy.SYNC, search.record(), now);
  }

  /** For mails that the provider told of by itself, or should have. */
  static ObserveMail live(ConnectedAccount account, Instant now) {
    return new ObserveMail(account, LearntBy.WEBHOOK, null, now);
  }

  CommunicationObserved observe(Mail mail, MailPeople people) {
    var id = MessageIds.of(mail.headers().first("Message-ID").orElse(mail.messageId()), account.id(), mail.idInAccount());
    return CommunicationObserved.newBuilder()
        .setTenant(account.tenant())
        .setChannel(Channel.EMAIL)
        .setKind(CommunicationKind.EMAIL)
        .setExternalId(id)
        .setSentAt(SentDates.bounded(mail.sentAt()))
        .setSubject(mail.subject() == null ? null : mail.subject().replace("\0", ""))
        .setText(CutText.of(mail.bodyPlain(), CutText.TEXT_BYTES))
        .setHtml(CutText.of(mail.body(), CutText.HTML_BYTES))
        .setAttachments(mail.attachments() == null ? 0 : mail.attachments().size())
        .setSize(CutText.bytesOf(mail.bodyPlain()) + CutText.bytesOf(mail.body()))
        .setParticipants(people.participants())
        .setOutbound(people.outbound())
        .setEmail(MailHints.of(mail.headers(), mail.threadId(), mail.answered()))
        .setCopy(copyOf(mail))
        .setLearntBy(learntBy)
        .setFoundFor(record)
        .setObservedAt(now)
        .build();
  }

  private AccountCopy copyOf(Mail mail) {
    var folders = mail.folders();
    return AccountCopy.newBuilder()
        .setAccount(account.id())
        .setProviderId(mail.idInAccount())
        .setFolder(folders == null || folders.isEmpty() ? null : folders.getFirst())
        .setRole(mail.role())
        .setRead(mail.readDate() != null)
        .build();
  }
}
