package io.tributary.channels.chat;

import io.tributary.events.Identifier;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a chat.
 *
 * @param aliases what the provider itself equates; never empty
 * @param evidence what else they may be known by: matched on, never joined on
 * @param self true for the account's owner
 */
public record ChatPerson(List<Identifier> aliases, List<Identifier> evidence, @Nullable String name, boolean self) {

  public ChatPerson {
    aliases = List.copyOf(aliases);
    evidence = List.copyOf(evidence);
    if (aliases.isEmpty()) {
      throw new IllegalArgumentException("A person without any id cannot be told from others.");
    }
  }

  /** The person's part in one message. */
  public ObservedParticipant as(ParticipantRole role) {
    return ObservedParticipant.newBuilder()
        .setRole(role)
        .setAliases(aliases)
        .setEvidence(evidence)
        .setDisplayName(name == null ? null : name.replace("\0", ""))
        .setSelf(self)
        .build();
  }
}
