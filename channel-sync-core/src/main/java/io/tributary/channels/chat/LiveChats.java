package io.tributary.channels.chat;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.MessagePage;
import io.tributary.channels.chat.ChatStep.Ask;
import io.tributary.channels.chat.ChatStep.ChatToRead;
import io.tributary.channels.chat.ChatStep.Who;
import io.tributary.channels.webhook.FollowHint;
import io.tributary.channels.webhook.Hint;
import io.tributary.channels.webhook.ListNewest;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages that an event announced or was about, who is in a chat, and messages that no event brought. A message is observed with the
 * people that are remembered of its chat; of a chat that is not known its people are asked for first.
 */
public final class LiveChats implements FollowHint, ListNewest {

  /** For how long the people of a chat count as known: some join, some leave. */
  private static final Duration KNOWN_FOR = Duration.ofDays(1);
  private static final String READ = "read";

  private final Chats chats;
  private final KnownChats known;
  private final ChatTruth truth;
  private final Clock clock;

  public LiveChats(Chats chats, KnownChats known, ChatTruth truth, Clock clock) {
    this.chats = chats;
    this.known = known;
    this.truth = truth;
    this.clock = clock;
  }

  /** A message of a chat that is not known takes three calls: it, the chat's people, and it again. */
  @Override
  public Optional<MessagePage> follow(Hint hint, ConnectedAccount account, @Nullable String cursor) {
    return Optional.of(switch (hint.kind()) {
      case MESSAGE -> cursor == null || cursor.equals(READ) ? message(hint.id(), account, cursor != null) : ask(cursor, account, READ);
      case CHAT -> cursor == null ? chat(hint.id(), account) : ask(cursor, account, null);
      case ACCOUNT -> nothing(null);
    });
  }

  @Override
  public MessagePage page(ConnectedAccount account, Instant after, @Nullable String cursor, int pageShare) {
    var page = chats.newest(account.id(), after, Math.max(1, Chats.MOST_A_PAGE / pageShare), cursor);
    return observed(page.messages(), account, page.cursor());
  }

  private MessagePage message(String id, ConnectedAccount account, boolean asked) {
    var message = chats.message(id);
    var chat = message.chat();
    var providerId = message.chatProviderId();
    if (!asked && chat != null && providerId != null && known.these(account, List.of(chat)).isEmpty()) {
      return nothing(asking(new ChatToRead(chat, providerId, truth.isGroup(providerId), 0, null, null, Who.of(ChatPerson.NOBODY))));
    }
    return observed(List.of(message), account, null);
  }

  /** Nobody is asked for what was learnt lately. */
  private MessagePage chat(String id, ConnectedAccount account) {
    if (known.isFresh(account, id, KNOWN_FOR)) {
      return nothing(null);
    }
    var chat = chats.chat(id);
    return nothing(asking(new ChatToRead(id, chat.idAtProvider(), chat.isGroup(), 0, null, null, Who.of(ChatPerson.NOBODY))));
  }

  private static @Nullable String asking(ChatToRead chat) {
    return new ChatTrail(List.of(new Ask(chat))).cursor();
  }

  private MessagePage ask(String cursor, ConnectedAccount account, @Nullable String then) {
    if (ChatTrail.read(cursor).first() instanceof Ask(var chat)) {
      var all = chats.attendees(chat.id());
      var members = all.stream().filter(attendee -> !attendee.isSelf()).map(this::member).filter(member -> member.who().isReadable()).toList();
      boolean group = chat.group() || members.size() > 1;
      known.learn(account, List.of(new KnownChat(chat.id(), chat.providerId(), group, group ? all.size() : 0, null, members)));
    }
    return nothing(then);
  }

  private KnownChat.Member member(ChatAttendee attendee) {
    var who = new ChatPerson(truth.aliases(attendee.names()), truth.evidence(attendee), attendee.name());
    return new KnownChat.Member(attendee.providerId() == null ? attendee.id() : attendee.providerId(), who, true);
  }

  private MessagePage observed(List<ChatMessage> messages, ConnectedAccount account, @Nullable String next) {
    var chatsOfThem = new ChatsOfMessages(truth, account, known.these(
        account, messages.stream().map(ChatMessage::chat).filter(Objects::nonNull).distinct().toList()));
    var reader = new ObserveChat(truth.channel(), account, LearntBy.WEBHOOK, null, clock.instant());
    var observations = new ArrayList<CommunicationObserved>();
    var ids = new HashSet<String>();
    Instant newest = null;
    for (var message : messages) {
      ids.add(message.id());
      var at = message.sentAt();
      newest = newest == null || (at != null && at.isAfter(newest)) ? at : newest;
      var observation = reader.observe(message, chatsOfThem.chatOf(message), chatsOfThem.peopleOf(message));
      if (!observation.getParticipants().isEmpty()) {
        observations.add(observation);
      }
    }
    return new MessagePage(observations, ids, messages.size() - observations.size(), 0, newest, Set.of(), next);
  }

  private static MessagePage nothing(@Nullable String cursor) {
    return new MessagePage(List.of(), Set.of(), 0, 0, null, Set.of(), cursor);
  }
}
