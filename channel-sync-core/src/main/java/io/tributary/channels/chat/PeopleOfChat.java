package io.tributary.channels.chat;

import io.tributary.events.Identifier;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who takes part in the messages of one chat: the sender, the account's owner, and those of the chat that are known. A group's other members are not
 * named with every message; they are known when they write.
 *
 * @param own the account's owner; without aliases where the account does not tell them
 * @param others in a chat of two the other side, in a group those that are looked for
 */
record PeopleOfChat(ChatTruth truth, ChatPerson own, List<ChatPerson> others, boolean group) implements ChatPeople {

  PeopleOfChat {
    others = List.copyOf(others);
  }

  @Override
  public List<ObservedParticipant> of(ChatMessage message) {
    var sender = senderOf(message);
    var addressed = group ? ParticipantRole.MEMBER : ParticipantRole.TO;
    var people = new ArrayList<ObservedParticipant>();
    if (sender.isReadable()) {
      people.add(sender.as(ParticipantRole.FROM));
    }
    others.stream().filter(ChatPerson::isReadable).filter(other -> !other.is(sender)).forEach(other -> people.add(other.as(addressed)));
    if (!message.isSender() && own.isReadable() && !own.is(sender)) {
      people.add(own.as(addressed));
    }
    return people;
  }

  @Override
  public Optional<Identifier> named(String providerId) {
    return truth.aliases(List.of(providerId)).stream().findFirst();
  }

  private ChatPerson senderOf(ChatMessage message) {
    var named = new ChatPerson(truth.aliases(message.senderNames()), List.of(), null);
    if (message.isSender()) {
      return own.and(named);
    }
    if (!group && !others.isEmpty()) {
      return others.getFirst().and(named);
    }
    return others.stream().filter(other -> other.is(named)).findFirst().map(other -> other.and(named)).orElse(named);
  }
}
