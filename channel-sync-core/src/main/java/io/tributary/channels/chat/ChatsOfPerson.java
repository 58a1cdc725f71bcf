package io.tributary.channels.chat;

import io.tributary.channels.Search;
import io.tributary.channels.chat.ChatStep.Ask;
import io.tributary.channels.chat.ChatStep.ChatToRead;
import io.tributary.channels.chat.ChatStep.Read;
import io.tributary.channels.chat.ChatStep.Who;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Decides what to do about each chat of a person: read it, or ask first who is in it. */
final class ChatsOfPerson {

  private final KnownChats known;
  private final ChatTruth truth;

  ChatsOfPerson(KnownChats known, ChatTruth truth) {
    this.known = known;
    this.truth = truth;
  }

  /** Chats the provider showed. Who is in them is known, or told by the chat itself, or has to be asked. */
  List<ChatStep> shown(Search search, List<Chat> chats, Who who, ChatTrail trail) {
    var told = new HashMap<String, KnownChat>();
    known.these(search.account(), chats.stream().filter(chat -> !chat.isGroup()).map(Chat::id).toList()).forEach(chat -> told.put(chat.id(), chat));
    var steps = new ArrayList<ChatStep>();
    for (var chat : chats) {
      var at = chat.lastActive();
      boolean silent = at != null && search.after() != null && !at.isAfter(search.after());
      if (!silent && !trail.leadsTo(chat.id())) {
        steps.add(step(chat, who.person(), told));
      }
    }
    return steps;
  }

  private ChatStep step(Chat chat, ChatPerson sought, Map<String, KnownChat> told) {
    var observed = ObservedChat.of(chat, 0);
    var names = Stream.of(chat.publicIdentifier(), chat.attendee()).filter(Objects::nonNull).toList();
    var shown = chat.isGroup() ? sought : new ChatPerson(truth.aliases(names), List.of(), chat.name()).and(sought);
    var before = told.get(chat.id());
    var person = before == null ? shown : before.otherSide().and(shown);
    var toRead = new ChatToRead(
        chat.id(), observed.providerId(), observed.group(), observed.size(), observed.subject(), observed.folder(), Who.of(person));
    boolean enough = person.isReadable() && (truth.suffices(person) || before != null && before.isTold());
    return enough ? new Read(toRead, null) : new Ask(toRead);
  }

  /** Chats with this person that the provider did not show. */
  List<ChatStep> remembered(Search search, Who who, List<String> shown, ChatTrail trail) {
    var sought = who.person();
    var steps = new ArrayList<ChatStep>();
    for (var chat : known.with(search.account(), Stream.concat(sought.aliases().stream(), sought.evidence().stream()).toList())) {
      if (!shown.contains(chat.id()) && !trail.leadsTo(chat.id())) {
        var person = chat.otherSide().and(sought);
        var toRead = new ChatToRead(chat.id(), chat.providerId(), chat.group(), chat.size(), null, null, Who.of(person));
        steps.add(chat.group() || chat.isTold() || truth.suffices(person) ? new Read(toRead, null) : new Ask(toRead));
      }
    }
    return steps;
  }
}
