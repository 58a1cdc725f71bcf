package io.tributary.channels.chat;

import io.tributary.channels.ConnectedAccount;
import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import java.util.Collection;
import java.util.List;

/** What only a channel knows of the people in its chats. */
public interface ChatTruth {

  /** Which channel this is. */
  Channel channel();

  /** What the names are that the provider has for one person, the one to show first. What cannot be read is left out. */
  List<Identifier> aliases(Collection<String> names);

  /** What an attendee's profile tells besides: matched on, never joined on. */
  List<Identifier> evidence(ChatAttendee attendee);

  /** The account's owner, as far as the account tells. */
  List<Identifier> own(ConnectedAccount account);

  /** True where the chat itself told enough of its other side: its attendees need not be asked for. */
  boolean suffices(ChatPerson other);

  /** True where a chat's id at the messenger tells that it is a group. */
  default boolean isGroup(String providerId) {
    return false;
  }
}
