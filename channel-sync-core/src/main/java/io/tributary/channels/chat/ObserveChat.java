package io.tributary.channels.chat;

import io.tributary.channels.ConnectedAccount;
import io.tributary.content.CutText;
import io.tributary.content.SentDates;
import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.ChatEventType;
import io.tributary.events.ChatHints;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import io.tributary.events.Reaction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages and events of one account's chats into observations.
 *
 * @param learntBy how they came
 * @param record the record they were found for; null where for none
 * @param now when they were read
 */
public record ObserveChat(Channel channel, ConnectedAccount account, LearntBy learntBy, @Nullable Long record, Instant now) {

  private static final int MOST_REACTIONS = 100;

  /** The message as one of {@code chat}; it has the chat's subject where it has none of its own. */
  public CommunicationObserved observe(ChatMessage message, ObservedChat chat, ChatPeople people) {
    return CommunicationObserved.newBuilder()
        .setTenant(account.tenant())
        .setChannel(channel)
        .setKind(message.isEvent() ? CommunicationKind.EVENT : CommunicationKind.MESSAGE)
        .setExternalId(message.idAtProvider())
        .setChat(chat.providerId())
        .setGroup(chat.group())
        .setSentAt(SentDates.bounded(message.sentAt()))
        .setSubject(clean(message.subject() == null || message.subject().isBlank() ? chat.subject() : message.subject()))
        .setText(CutText.of(message.text(), CutText.TEXT_BYTES))
        .setAttachments(message.attachments() == null ? 0 : message.attachments().size())
        .setSize(CutText.bytesOf(message.text()))
        .setParticipants(people.of(message))
        .setOutbound(message.isSender())
        .setChatHints(hints(message, chat, people))
        .setCopy(copyOf(message, chat))
        .setLearntBy(learntBy)
        .setFoundFor(record)
        .setObservedAt(now)
        .build();
  }

  private static ChatHints hints(ChatMessage message, ObservedChat chat, ChatPeople people) {
    return ChatHints.newBuilder()
        .setGroupSize(chat.group() ? chat.size() : 0)
        .setEvent(message.isEvent() ? typeOf(message.eventType()) : null)
        .setEdited(message.edited())
        .setDeleted(message.deleted())
        .setDelivered(message.isSender() ? message.delivered() || message.seen() : null)
        .setSeen(message.isSender() ? message.seen() : null)
        .setAnswers(message.answered())
        .setReactions(reactions(message, people))
        .build();
  }

  private static List<Reaction> reactions(ChatMessage message, ChatPeople people) {
    return message.reactions() == null
        ? List.of()
        : message.reactions().stream()
            .filter(given -> given.value() != null && !given.value().isEmpty())
            .limit(MOST_REACTIONS)
            .map(given -> Reaction.newBuilder()
                .setValue(clean(given.value()))
                .setBy(given.sender() == null ? null : people.named(given.sender()).orElse(null))
                .setSelf(given.isSender())
                .build())
            .toList();
  }

  private static ChatEventType typeOf(@Nullable Integer eventType) {
    return switch (eventType == null ? 0 : eventType) {
      case 1, 2 -> ChatEventType.REACTED;
      case 3 -> ChatEventType.GROUP_CREATED;
      case 4 -> ChatEventType.SUBJECT_CHANGED;
      case 5 -> ChatEventType.MEMBER_ADDED;
      case 6 -> ChatEventType.MEMBER_REMOVED;
      case 7 -> ChatEventType.MEMBER_LEFT;
      case 8 -> ChatEventType.MISSED_VOICE_CALL;
      case 9 -> ChatEventType.MISSED_VIDEO_CALL;
      default -> ChatEventType.UNKNOWN;
    };
  }

  private AccountCopy copyOf(ChatMessage message, ObservedChat chat) {
    return AccountCopy.newBuilder()
        .setAccount(account.id())
        // The id that events and calls name it by.
        .setProviderId(message.id())
        .setFolder(chat.folder())
        .setRead(message.isSender() ? null : message.seen())
        .build();
  }

  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : text.replace("\0", "");
  }
}
