package io.tributary.simulators.unipile;

import io.tributary.simulators.mail.Mail;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What webhooks of the source {@code email} are told. */
final class MailPayload {

  private final EmailView view;

  MailPayload(EmailView view) {
    this.view = view;
  }

  Map<String, Object> of(String event, MailAccount account, Mail mail) {
    var shown = view.full(account, mail, false);
    var payload = new LinkedHashMap<String, Object>();
    payload.put("event", event);
    payload.put("webhook_name", "");
    payload.put("email_id", shown.id());
    payload.put("account_id", shown.accountId());
    payload.put("date", shown.date());
    payload.put("from_attendee", shown.from());
    payload.put("to_attendees", shown.to());
    payload.put("cc_attendees", shown.cc());
    payload.put("bcc_attendees", shown.bcc());
    payload.put("reply_to_attendees", shown.replyTo());
    payload.put("provider_id", shown.providerId());
    payload.put("message_id", shown.messageId());
    payload.put("subject", shown.subject());
    payload.put("body", shown.body());
    payload.put("body_plain", shown.bodyPlain());
    payload.put("has_attachments", shown.hasAttachments());
    payload.put("attachments", shown.attachments());
    payload.put("folders", shown.folders());
    payload.put("role", shown.role());
    put(payload, "read_date", shown.readDate());
    payload.put("is_complete", true);
    put(payload, "in_reply_to", shown.inReplyTo());
    put(payload, "tracking_id", null);
    payload.put("origin", shown.origin());
    return payload;
  }

  /** JSON null is a value here. */
  @SuppressWarnings("NullAway")
  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    map.put(key, value);
  }
}
