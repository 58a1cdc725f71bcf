package io.tributary.simulators.chat;

import io.tributary.simulators.mail.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chat of one account. What its methods do, happens: whoever listens to the account is told. While the account is disconnected it happens
 * later, when it is connected again.
 */
public final class Chat {

  /** How many may be in it. */
  public enum Kind {
    SINGLE,
    GROUP
  }

  /**
   * What stays the same.
   *
   * @param subject of an InMail
   */
  record Identity(String id, String providerId, Kind kind, @Nullable String subject) {}

  private final Messenger messenger;
  private final Identity identity;
  private final CopyOnWriteArrayList<Attendee> others = new CopyOnWriteArrayList<>();
  private final ConcurrentSkipListMap<Position, Message> messages = new ConcurrentSkipListMap<>();
  private final Map<String, Position> positions = new ConcurrentHashMap<>();
  private final AtomicInteger written = new AtomicInteger();
  private volatile @Nullable String name;

  Chat(Messenger messenger, Identity identity, @Nullable String name, List<Attendee> others) {
    this.messenger = messenger;
    this.identity = identity;
    this.name = name;
    this.others.addAll(others);
  }

  public Messenger messenger() {
    return messenger;
  }

  public String id() {
    return identity.id();
  }

  public String providerId() {
    return identity.providerId();
  }

  public boolean isGroup() {
    return identity.kind() == Kind.GROUP;
  }

  /** Of an InMail; null for an ordinary chat. */
  public @Nullable String subject() {
    return identity.subject();
  }

  public @Nullable String name() {
    return name;
  }

  /** Who is in it now, without the account's owner. */
  public List<Attendee> others() {
    return List.copyOf(others);
  }

  /** What a read finds now, the newest first. */
  public NavigableMap<Position, Message> messages() {
    return Collections.unmodifiableNavigableMap(messages);
  }

  public Optional<Message> message(String id) {
    return Optional.ofNullable(positions.get(id)).map(messages::get);
  }

  /** The newest visible message. */
  public Optional<Message> last() {
    var now = messenger.rules().now();
    return messages.values().stream().filter(message -> !message.visibleFrom().isAfter(now)).findFirst();
  }

  /** Received messages that nobody has read. */
  public long unread() {
    return messages.values().stream().filter(message -> !message.isOurs() && !message.state().seen() && message.event() == null).count();
  }

  /** The other one of a single chat writes. */
  public Message receive(String text, Instant at) {
    return receive(others.getFirst().contact(), Message.Content.of(text), at);
  }

  public Message receive(Contact from, Message.Content content, Instant at) {
    return write(messenger.attendee(from), content, null, at, Message.State.FRESH);
  }

  /** The account's owner writes, by this API or by his phone. */
  public Message send(String text, Instant at) {
    return send(Message.Content.of(text), at);
  }

  public Message send(Message.Content content, Instant at) {
    return write(messenger.owner(), content, null, at, Message.State.FRESH);
  }

  /** Writes a row, be it a message or an event. */
  public Message write(Attendee sender, Message.Content content, @Nullable EventType event, Instant at, Message.State state) {
    var message = row(sender, content, event, at, state);
    messenger.perform(() -> {
      put(message);
      messenger.tell(new ChatEvent(ChatEvent.Kind.RECEIVED, messenger, this, message, null));
    });
    return message;
  }

  /** Its writer changes a message. */
  public void edit(String messageId, String text) {
    change(ChatEvent.Kind.EDITED, messageId, null, message -> message.withText(text));
  }

  /** Its writer takes a message back. */
  public void delete(String messageId) {
    change(ChatEvent.Kind.DELETED, messageId, null, Message::withoutContent);
  }

  /** It has reached the other one's device. */
  public void deliver(String messageId) {
    change(ChatEvent.Kind.DELIVERED, messageId, null, message -> message.with(message.state().asDelivered()));
  }

  /** Somebody else reads a message of ours. */
  public void read(String messageId, Contact reader, Instant at) {
    var attendee = messenger.attendee(reader);
    change(ChatEvent.Kind.READ, messageId, null, message -> message.with(message.state().seenBy(attendee, at)));
  }

  /** The same, now. */
  public void react(String messageId, Attendee from, String value) {
    react(messageId, from, value, messenger.rules().now().truncatedTo(ChronoUnit.MILLIS));
  }

  /** A row tells of it besides. @param value the emoji; empty takes an earlier one away */
  public void react(String messageId, Attendee from, String value, Instant at) {
    var reaction = new Message.Reaction(value, from);
    change(ChatEvent.Kind.REACTION, messageId, reaction, message -> message.with(message.state().with(reaction)));
    boolean toMe = !from.self() && message(messageId).map(Message::isOurs).orElse(false);
    var row = row(
        from, Message.Content.of(value).quoting(messageId), toMe ? EventType.REACTION_TO_ME : EventType.REACTION, at, Message.State.READ);
    messenger.perform(() -> put(row));
  }

  /** The owner opens the chat: all that came is read. Nobody is told. */
  public void markRead(boolean read) {
    messages.replaceAll((_, message) -> {
      var state = message.state();
      return message.isOurs() || state.seen() == read ? message
          : message.with(read ? state.asSeen() : new Message.State(
              false, state.delivered(), state.deleted(), state.edited(), state.reactions(), state.seenBy()));
    });
  }

  public Message join(Contact who, Instant at) {
    var attendee = messenger.attendee(who);
    others.addIfAbsent(attendee);
    return tell(EventType.PARTICIPANT_ADD, attendee, who.name() + " joined", at);
  }

  public Message leave(Contact who, Instant at) {
    var attendee = messenger.attendee(who);
    others.remove(attendee);
    return tell(EventType.PARTICIPANT_LEAVE, attendee, who.name() + " left", at);
  }

  public Message missedCall(Contact who, boolean video, Instant at) {
    var type = video ? EventType.MISSED_VIDEO_CALL : EventType.MISSED_VOICE_CALL;
    return tell(type, messenger.attendee(who), video ? "Missed video call" : "Missed voice call", at);
  }

  public Message rename(Contact who, String to, Instant at) {
    name = to;
    return tell(EventType.SUBJECT_CHANGE, messenger.attendee(who), "%s changed the subject to \"%s\"".formatted(who.name(), to), at);
  }

  /** Somebody is in it without a word about that. */
  public void seat(Attendee attendee) {
    others.addIfAbsent(attendee);
  }

  /** Somebody is gone without a word about that. */
  public void unseat(Attendee attendee) {
    others.remove(attendee);
  }

  private Message tell(EventType type, Attendee actor, String text, Instant at) {
    return write(actor, Message.Content.of(text), type, at, Message.State.READ);
  }

  private Message row(Attendee sender, Message.Content content, @Nullable EventType event, Instant at, Message.State state) {
    var ordinal = Integer.toString(written.incrementAndGet());
    var providerId = switch (messenger.type()) {
      case WHATSAPP -> ProviderIds.whatsAppMessage(identity.id(), ordinal);
      case LINKEDIN -> ProviderIds.linkedIn(identity.id(), ordinal);
    };
    return new Message(
        Ids.of("message", identity.id(), ordinal), providerId, at, sender, content, event, state, messenger.rules().visibleFrom());
  }

  private void put(Message message) {
    var position = new Position(message.at(), message.id());
    messages.put(position, message);
    positions.put(message.id(), position);
    messenger.index(this, message);
  }

  private void change(ChatEvent.Kind kind, String messageId, Message.@Nullable Reaction reaction, UnaryOperator<Message> change) {
    messenger.perform(() -> {
      var position = positions.get(messageId);
      if (position == null) {
        throw new IllegalArgumentException("The chat has no message %s.".formatted(messageId));
      }
      var changed = messages.computeIfPresent(position, (_, message) -> change.apply(message));
      if (changed != null) {
        messenger.tell(new ChatEvent(kind, messenger, this, changed, reaction));
      }
    });
  }

  /** Others than the owner, and then himself. */
  public Stream<Attendee> everybody() {
    return Stream.concat(others.stream(), Stream.of(messenger.owner()));
  }
}
