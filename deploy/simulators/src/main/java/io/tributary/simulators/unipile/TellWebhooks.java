package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.ChatEvent;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.mail.Folder;
import io.tributary.simulators.mail.Mail;
import io.tributary.simulators.webhook.Event;
import io.tributary.simulators.webhook.Webhooks;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Tells webhooks what happens, in the API's words. */
final class TellWebhooks {

  private final Webhooks webhooks;
  private final MessagePayload messages;
  private final MailPayload mails;

  TellWebhooks(Webhooks webhooks, Mode mode) {
    this.webhooks = webhooks;
    this.messages = new MessagePayload(mode, new MessageView(mode), new AttendeeView(mode));
    this.mails = new MailPayload(new EmailView(mode, new ContentCache()));
  }

  void happened(ChatEvent event) {
    webhooks.tell(new Event("messaging", MessagePayload.event(event.kind()), event.messenger().id(), messages.of(event)));
  }

  /** Came, or was sent: its folder tells. */
  void arrived(MailAccount account, Mail mail) {
    tell(mail.role().equals(Folder.SENT.role()) ? "mail_sent" : "mail_received", account, mail);
  }

  void moved(MailAccount account, Mail mail) {
    tell("mail_moved", account, mail);
  }

  /** @param message one of UniPile's: OK, CREDENTIALS, RECONNECTED, CREATION_SUCCESS, SYNC_SUCCESS … */
  void status(String account, String type, String message) {
    var status = Map.of("account_id", account, "account_type", type, "message", message);
    webhooks.tell(new Event("account_status", message.toLowerCase(Locale.ROOT), account, Map.of("AccountStatus", status)));
  }

  void related(Messenger messenger, LinkedInProfile member) {
    var payload = new LinkedHashMap<String, Object>();
    payload.put("event", "new_relation");
    payload.put("account_id", messenger.id());
    payload.put("account_type", messenger.type().name());
    payload.put("webhook_name", "");
    payload.put("user_full_name", member.name());
    payload.put("user_provider_id", member.providerId());
    payload.put("user_public_identifier", Objects.requireNonNullElse(member.slug(), ""));
    payload.put("user_profile_url", "https://www.linkedin.com/in/" + Objects.requireNonNullElse(member.slug(), member.providerId()));
    payload.put("user_picture_url", "");
    webhooks.tell(new Event("users", "new_relation", messenger.id(), payload));
  }

  private void tell(String event, MailAccount account, Mail mail) {
    webhooks.tell(new Event("email", event, account.id(), mails.of(event, account, mail)));
  }
}
