package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Attendee;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.ChatEvent;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.chat.WhatsAppContact;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What webhooks of the source {@code messaging} are told. In strict mode that is what the documentation shows, which lacks everything from
 * {@code is_sender} on; live it is what has been captured.
 */
final class MessagePayload {

  private final Mode mode;
  private final MessageView messages;
  private final AttendeeView attendees;

  MessagePayload(Mode mode, MessageView messages, AttendeeView attendees) {
    this.mode = mode;
    this.messages = messages;
    this.attendees = attendees;
  }

  static String event(ChatEvent.Kind kind) {
    return "message_" + kind.name().toLowerCase(Locale.ROOT);
  }

  Map<String, Object> of(ChatEvent event) {
    var chat = event.chat();
    var message = event.message();
    var payload = payload(event.messenger());
    payload.put("event", event(event.kind()));
    payload.put("chat_id", chat.id());
    payload.put("timestamp", DatedPages.dateTime(message.at()));
    payload.put("message_id", message.id());
    put(payload, "message", message.content().text());
    payload.put("sender", attendee(message.sender()));
    payload.put("attendees", chat.others().stream().map(this::attendee).toList());
    payload.put("attachments", messages.attachments(chat, message));
    if (event.reaction() != null) {
      payload.put("reaction", event.reaction().value());
      payload.put("reaction_sender", attendee(event.reaction().sender()));
    }
    if (mode == Mode.LIVE) {
      addCaptured(payload, chat, event);
    }
    return payload;
  }

  private Map<String, Object> payload(Messenger messenger) {
    var payload = new LinkedHashMap<String, Object>();
    payload.put("account_id", messenger.id());
    payload.put("account_type", messenger.type().name());
    payload.put("account_info", accountInfo(messenger));
    payload.put("webhook_name", "");
    return payload;
  }

  private Map<String, Object> accountInfo(Messenger messenger) {
    var owner = messenger.owner();
    return switch (owner.contact()) {
      case WhatsAppContact person when mode == Mode.LIVE && person.phone() != null ->
          Map.of("type", "WHATSAPP", "phone_number", person.phone());
      case WhatsAppContact _ -> Map.of("type", "WHATSAPP", "user_id", owner.providerId());
      case LinkedInProfile _ -> Map.of("type", "LINKEDIN", "feature", "classic", "user_id", owner.providerId());
    };
  }

  private void addCaptured(Map<String, Object> payload, Chat chat, ChatEvent event) {
    var message = event.message();
    put(payload, "subject", message.content().subject());
    payload.put("is_sender", message.isOurs());
    payload.put("provider_chat_id", chat.providerId());
    payload.put("provider_message_id", message.providerId());
    payload.put("is_event", message.event() == null ? 0 : 1);
    put(payload, "event_type", message.event() == null ? null : message.event().number());
    payload.put("chat_pinned", 0);
    put(payload, "quoted", messages.quoted(chat, message));
    put(payload, "is_forwarded", null);
    put(payload, "chat_content_type", chat.subject() == null ? null : "inmail");
    put(payload, "message_type", chat.messenger().type() == MessengerType.LINKEDIN ? "MESSAGE" : null);
    payload.put("is_group", chat.isGroup());
    payload.put("folder", ChatView.folder(chat));
  }

  private Map<String, Object> attendee(Attendee attendee) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("attendee_id", attendee.id());
    shown.put("attendee_provider_id", attendee.providerId());
    shown.put("attendee_name", attendee.name());
    put(shown, "attendee_profile_url", attendee.contact() instanceof LinkedInProfile ? AttendeeView.profileUrl(attendee) : null);
    if (mode == Mode.LIVE) {
      switch (attendee.contact()) {
        case WhatsAppContact person -> {
          shown.put("attendee_specifics", attendees.specifics(person, person.hidden()));
          put(shown, "attendee_public_identifier", person.hidden() ? null : person.jid());
        }
        case LinkedInProfile member -> {
          shown.put("attendee_specifics", attendees.specifics(member, attendee.self()));
          put(shown, "attendee_public_identifier", null);
        }
      }
    }
    return shown;
  }

  /** JSON null is a value here. */
  @SuppressWarnings("NullAway")
  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    map.put(key, value);
  }
}
