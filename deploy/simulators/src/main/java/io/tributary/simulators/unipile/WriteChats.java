package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Attendee;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Contact;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Begins chats, and writes into them. Webhooks hear of it as of a message of the owner's. */
final class WriteChats {

  private final Accounts accounts;

  WriteChats(Accounts accounts) {
    this.accounts = accounts;
  }

  /** {@code POST /chats}. */
  Answer start(Request request) {
    var form = FormBody.of(request);
    var messenger = accounts.messenger(form.required("account_id"));
    accounts.mustBeConnected(messenger.id());
    form.required("attendees_ids");
    var ids = form.texts().getOrDefault("attendees_ids", List.of());
    var attendees = ids.stream().map(id -> attendee(messenger, id)).toList();
    var chat = begin(messenger, attendees, form);
    var message = chat.send(form.content(form.required("text")), now(messenger));
    return Answer.json(201, Map.of("object", "ChatStarted", "chat_id", chat.id(), "message_id", message.id()));
  }

  /** {@code POST /chats/{id}/messages}. */
  Answer send(Request request) {
    var chat = ChatsApi.find(accounts, request);
    accounts.mustBeConnected(chat.messenger().id());
    var form = FormBody.of(request);
    var content = form.content(form.files().isEmpty() ? form.required("text") : Objects.requireNonNullElse(form.text("text"), ""));
    var quoted = form.text("quote_id");
    var message = chat.send(quoted == null ? content : content.quoting(quoted), now(chat.messenger()));
    return Answer.json(201, Map.of("object", "MessageSent", "message_id", message.id()));
  }

  private static Chat begin(Messenger messenger, List<Attendee> attendees, FormBody form) {
    var subject = form.text("subject");
    if (attendees.size() == 1) {
      return subject == null || messenger.type() != MessengerType.LINKEDIN ? messenger.chatWith(attendees.getFirst())
          : messenger.inMail(attendees.getFirst(), subject);
    }
    return messenger.group(subject == null ? "" : subject, attendees.stream().map(Attendee::contact).toArray(Contact[]::new));
  }

  private Attendee attendee(Messenger messenger, String id) {
    return messenger.find(id).orElseGet(() -> switch (messenger.type()) {
      case LINKEDIN -> accounts.profile(id).map(member -> messenger.attendee(member, member.hasId(id) ? id : member.providerId()))
          .orElseThrow(() -> Errors.unprocessable("invalid_recipient", "There is no member " + id));
      case WHATSAPP -> {
        if (!id.matches("\\d{5,15}@s\\.whatsapp\\.net")) {
          throw Errors.unprocessable("invalid_recipient", "There is no number " + id);
        }
        var phone = '+' + id.substring(0, id.indexOf('@'));
        yield messenger.attendee(WhatsAppContact.of(phone, phone));
      }
    });
  }

  private static Instant now(Messenger messenger) {
    return messenger.rules().now().truncatedTo(ChronoUnit.MILLIS);
  }
}
