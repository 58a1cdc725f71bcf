package io.tributary.channels.chat;

import io.tributary.channels.ConnectedAccount;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chats that messages of an account belong to: as they are remembered, else as far as the messages themselves tell. */
final class ChatsOfMessages {

  private final ChatTruth truth;
  private final ChatPerson own;
  private final Map<String, KnownChat> known = new HashMap<>();

  ChatsOfMessages(ChatTruth truth, ConnectedAccount account, Collection<KnownChat> chats) {
    this.truth = truth;
    this.own = new ChatPerson(truth.own(account), List.of(), null, true);
    chats.forEach(chat -> known.put(chat.id(), chat));
  }

  ObservedChat chatOf(ChatMessage message) {
    var chat = known.get(message.chat());
    return new ObservedChat(providerIdOf(message), isGroup(message), chat == null ? 0 : chat.size(), null, null);
  }

  ChatPeople peopleOf(ChatMessage message) {
    var chat = known.get(message.chat());
    if (isGroup(message)) {
      // Only its sender is named, by the ids that are remembered of them.
      var members = chat == null ? List.<ChatPerson>of() : chat.people().stream().map(KnownChat.Member::who).toList();
      var sender = new ChatPerson(truth.aliases(message.senderNames()), List.of(), null);
      return new PeopleOfChat(truth, own, members.stream().filter(member -> member.is(sender)).limit(1).toList(), true);
    }
    var other = chat == null ? new ChatPerson(truth.aliases(namesOfOther(message)), List.of(), null) : chat.otherSide();
    return new PeopleOfChat(truth, own, other.isReadable() ? List.of(other) : List.of(), false);
  }

  /** A chat of two is named by its other side where a messenger does so. */
  private List<String> namesOfOther(ChatMessage message) {
    var chat = Stream.of(providerIdOf(message));
    return (message.isSender() ? chat : Stream.concat(chat, message.senderNames().stream())).toList();
  }

  private boolean isGroup(ChatMessage message) {
    var chat = known.get(message.chat());
    return truth.isGroup(providerIdOf(message)) || chat != null && chat.group();
  }

  private String providerIdOf(ChatMessage message) {
    var chat = known.get(message.chat());
    var told = message.chatProviderId();
    return told != null && !told.isBlank() ? told : chat != null ? chat.providerId() : String.valueOf(message.chat());
  }
}
