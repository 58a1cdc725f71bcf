package io.tributary.simulators.unipile;

import io.tributary.simulators.mail.Ids;
import io.tributary.simulators.mail.Mail;
import io.tributary.simulators.mail.MailAddress;
import io.tributary.simulators.mail.MailContent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a mail looks from outside, in one of the modes. */
final class EmailView {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final EmailJson.Attendee NOBODY = new EmailJson.Attendee(null, "", "EMAIL_ADDRESS");

  private final Mode mode;
  private final ContentCache contents;

  EmailView(Mode mode, ContentCache contents) {
    this.mode = mode;
    this.contents = contents;
  }

  /** ISO 8601 in UTC with exactly three decimals. */
  static String dateTime(Instant instant) {
    return DATE_TIME.format(instant);
  }

  /** UniPile changed its ids once; live answers still carry the old ones. */
  static String deprecatedId(String id) {
    return Ids.of("deprecated", id);
  }

  static String attachmentId(Mail mail, int index) {
    return Ids.of("attachment", mail.id(), Integer.toString(index));
  }

  EmailJson full(MailAccount account, Mail mail, boolean withHeaders) {
    var content = contents.of(mail);
    var body = content.html() == null ? content.plain() : content.html();
    var headers = content.headers().stream().map(field -> new EmailJson.Header(field.name(), field.text())).toList();
    return json(account, mail, content, "2_full", body, content.plain(), withHeaders ? headers : null, mode == Mode.LIVE ? List.of() : null);
  }

  EmailJson meta(MailAccount account, Mail mail) {
    return json(account, mail, contents.of(mail), "1_meta", "", "", null, null);
  }

  private EmailJson json(
      MailAccount account, Mail mail, MailContent content, String kind, String body, String plain,
      @Nullable List<EmailJson.Header> headers, @Nullable List<String> categories) {
    var readAt = mail.placement().get().readAt();
    return new EmailJson(
        "Email", kind, mail.id(), mode == Mode.LIVE ? deprecatedId(mail.id()) : null, account.id(), MailAccount.TYPE, dateTime(mail.date()),
        mail.role(), mail.folders().stream().map(folder -> folder.name()).toList(), mail.folders().stream().map(account::folderId).toList(),
        readAt == null ? null : dateTime(readAt), mail.messageId(), mail.providerId(), mail.threadId(), inReplyTo(account, mail),
        content.from().isEmpty() ? NOBODY : attendee(content.from().getFirst()), attendees(content.to()), attendees(content.cc()),
        attendees(content.bcc()), attendees(content.replyTo()), content.subject(), body, plain, !content.attachments().isEmpty(),
        attachments(mail, content), "external", headers, categories);
  }

  private static EmailJson.@Nullable InReplyTo inReplyTo(MailAccount account, Mail mail) {
    var messageId = mail.inReplyTo();
    return messageId == null ? null : account.mailbox().byMessageId(messageId)
        .map(answered -> new EmailJson.InReplyTo(messageId, answered.id()))
        .orElse(null);
  }

  private static List<EmailJson.Attendee> attendees(List<MailAddress> addresses) {
    return addresses.stream().map(EmailView::attendee).toList();
  }

  private static EmailJson.Attendee attendee(MailAddress address) {
    return new EmailJson.Attendee(address.name(), address.address(), "EMAIL_ADDRESS");
  }

  private static List<EmailJson.Attachment> attachments(Mail mail, MailContent content) {
    return content.attachments().stream()
        .map(part -> new EmailJson.Attachment(
            attachmentId(mail, part.index()), part.name(), part.size(), part.extension(), part.mime(), part.contentId()))
        .toList();
  }
}
