package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tributary.simulators.chat.Attendee;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Message;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.chat.Position;
import io.tributary.simulators.chat.WhatsAppContact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a chat looks from outside, in one of the modes. */
final class ChatView {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record ChatJson(
      String object, String id, @JsonProperty("account_id") String accountId, @JsonProperty("account_type") String accountType,
      @JsonProperty("provider_id") String providerId, @JsonProperty("attendee_provider_id") @Nullable String attendeeProviderId,
      @JsonProperty("attendee_public_identifier") @Nullable String attendeePublicIdentifier, @JsonInclude @Nullable String name, int type,
      @JsonInclude @Nullable String timestamp, @JsonProperty("unread_count") long unread, int archived,
      @JsonInclude @JsonProperty("muted_until") @Nullable String mutedUntil, @JsonProperty("read_only") int readOnly,
      @Nullable Integer pinned, @JsonProperty("disabledFeatures") List<String> disabledFeatures, @Nullable String subject,
      @JsonProperty("content_type") @Nullable String contentType, List<String> folder) {}

  private record WholeChat(@JsonUnwrapped ChatJson chat, @Nullable MessageJson lastMessage) {}

  private final Mode mode;
  private final MessageView messages;

  ChatView(Mode mode, MessageView messages) {
    this.mode = mode;
    this.messages = messages;
  }

  /** By its last message; a chat without any is the oldest. */
  static Position position(Chat chat) {
    return new Position(chat.last().map(Message::at).orElse(Instant.EPOCH), chat.id());
  }

  Object json(Chat chat) {
    return chatJson(chat);
  }

  /** With its last message. */
  Object whole(Chat chat) {
    return new WholeChat(chatJson(chat), chat.last().map(message -> messages.within(chat, message)).orElse(null));
  }

  static List<String> folder(Chat chat) {
    return chat.messenger().type() == MessengerType.LINKEDIN ? List.of("INBOX", "INBOX_LINKEDIN_CLASSIC") : List.of("INBOX");
  }

  private ChatJson chatJson(Chat chat) {
    var messenger = chat.messenger();
    boolean live = mode == Mode.LIVE;
    var other = chat.isGroup() ? null : chat.others().getFirst();
    return new ChatJson(
        "Chat", chat.id(), messenger.id(), messenger.type().name(), chat.providerId(), other == null ? null : other.providerId(),
        live && other != null ? publicIdentifier(other) : null, chat.name(), chat.isGroup() ? 1 : 0,
        chat.last().map(message -> DatedPages.dateTime(message.at())).orElse(null), chat.unread(), 0, null, 0, live ? 0 : null, List.of(),
        chat.subject(), chat.subject() == null ? null : "inmail", folder(chat));
  }

  private static @Nullable String publicIdentifier(Attendee attendee) {
    return attendee.contact() instanceof WhatsAppContact person ? person.jid() : null;
  }
}
