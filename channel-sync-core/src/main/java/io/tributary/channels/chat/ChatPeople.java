package io.tributary.channels.chat;

import io.tributary.events.Identifier;
import io.tributary.events.ObservedParticipant;
import java.util.List;
import java.util.Optional;

/** Who takes part in the messages of one chat: what only the channel knows. */
public interface ChatPeople {

  /** Who takes part in this message, its sender first with the role FROM. Everybody has at least one alias. */
  List<ObservedParticipant> of(ChatMessage message);

  /** Whose id at the provider it is, where that can be read. */
  Optional<Identifier> named(String providerId);
}
