package io.tributary.simulators.chat;

import org.jspecify.annotations.Nullable;

/**
 * Something happened in a chat while the double ran.
 *
 * @param message as it is afterwards
 * @param reaction with {@link Kind#REACTION}
 */
public record ChatEvent(Kind kind, Messenger messenger, Chat chat, Message message, Message.@Nullable Reaction reaction) {

  /** What happened to the message. */
  public enum Kind {
    RECEIVED,
    DELIVERED,
    READ,
    EDITED,
    DELETED,
    REACTION
  }
}
