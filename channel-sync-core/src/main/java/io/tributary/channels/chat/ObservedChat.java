package io.tributary.channels.chat;

import org.jspecify.annotations.Nullable;

/**
 * The chat a message belongs to, as far as the message's observation says it.
 *
 * @param providerId its id at the messenger
 * @param size members of the group; 0 where not known
 * @param subject of the chat (an InMail's), where it has one
 */
public record ObservedChat(String providerId, boolean group, int size, @Nullable String subject, @Nullable String folder) {

  /** @param size members of the group; 0 where not known */
  public static ObservedChat of(Chat chat, int size) {
    var folders = chat.folders();
    return new ObservedChat(
        chat.idAtProvider(), chat.isGroup(), size, chat.subject(), folders == null || folders.isEmpty() ? null : folders.getFirst());
  }
}
