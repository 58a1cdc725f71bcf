package io.tributary.simulators.chat;

import io.tributary.simulators.mail.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One connected account of WhatsApp or LinkedIn: its chats, and everybody whom it has met. */
public final class Messenger {

  private final String id;
  private final MessengerType type;
  private final NetworkRules rules;
  private final Attendee owner;
  private final Map<String, Attendee> attendees = new ConcurrentSkipListMap<>();
  private final Map<String, Attendee> byAlias = new ConcurrentHashMap<>();
  private final Map<String, Chat> chats = new ConcurrentHashMap<>();
  private final Map<String, Chat> byProviderId = new ConcurrentHashMap<>();
  /** By the attendee's id. */
  private final Map<String, List<Chat>> singles = new ConcurrentHashMap<>();
  private final Map<String, List<Chat>> byWriter = new ConcurrentHashMap<>();
  private final Map<String, Chat> byMessage = new ConcurrentHashMap<>();
  private final Map<String, LinkedInProfile> profiles = new ConcurrentSkipListMap<>();
  /** By slugs in small letters, and by ids. */
  private final Map<String, LinkedInProfile> profilesByName = new ConcurrentHashMap<>();
  private final List<Consumer<ChatEvent>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> gap = new ArrayList<>();
  private boolean connected = true;
  private boolean quiet;

  public Messenger(MessengerType type, Contact owner, NetworkRules rules) {
    this.type = type;
    this.rules = rules;
    this.id = Ids.of("account", type.name(), providerId(owner, rules));
    this.owner = attendee(owner, providerId(owner, rules), true);
  }

  public String id() {
    return id;
  }

  public MessengerType type() {
    return type;
  }

  public Attendee owner() {
    return owner;
  }

  public NetworkRules rules() {
    return rules;
  }

  /** By their ids. */
  public List<Attendee> attendees() {
    return List.copyOf(attendees.values());
  }

  public Collection<Chat> chats() {
    return List.copyOf(chats.values());
  }

  public Optional<Chat> chat(String chatId) {
    return Optional.ofNullable(chats.get(chatId));
  }

  public Optional<Chat> chatByProviderId(String providerId) {
    return Optional.ofNullable(byProviderId.get(providerId));
  }

  public Optional<Chat> chatOfMessage(String messageId) {
    return Optional.ofNullable(byMessage.get(messageId));
  }

  /** By the API's id, or by any of the network's. */
  public Optional<Attendee> find(String reference) {
    var known = attendees.get(reference);
    if (known != null) {
      return Optional.of(known);
    }
    return Optional.ofNullable(byAlias.get(reference)).filter(attendee -> attendee.providerId().equals(reference)
        || reference.endsWith("@lid") || rules.phonesResolve());
  }

  /** Chats with nobody else than this one. */
  public List<Chat> singlesOf(Attendee attendee) {
    return singles.getOrDefault(attendee.id(), List.of());
  }

  /** Chats, groups too, in which this one has written. */
  public List<Chat> writtenBy(Attendee attendee) {
    return byWriter.getOrDefault(attendee.id(), List.of());
  }

  /** As this account meets them, from now on if not before; LinkedIn's members under their first id. */
  public Attendee attendee(Contact contact) {
    var providerId = providerId(contact, rules);
    return providerId.equals(owner.providerId()) ? owner : attendee(contact, providerId, false);
  }

  /** A member of LinkedIn under one of the other ids. */
  public Attendee attendee(LinkedInProfile member, String as) {
    if (!member.hasId(as)) {
      throw new IllegalArgumentException("%s is no id of that member.".formatted(as));
    }
    return as.equals(owner.providerId()) ? owner : attendee(member, as, false);
  }

  /** The single chat with somebody, begun now if there is none. */
  public Chat chatWith(Contact other) {
    return chatWith(attendee(other));
  }

  public Chat chatWith(Attendee other) {
    var providerId = type == MessengerType.WHATSAPP ? other.providerId() : ProviderIds.linkedIn(id, other.id());
    return begin(new Chat.Identity(Ids.of("chat", id, providerId), providerId, Chat.Kind.SINGLE, null), null, List.of(other));
  }

  /** A chat that begins with an InMail: it has a subject, and there may be several with one person. */
  public Chat inMail(LinkedInProfile other, String subject) {
    return inMail(attendee(other), subject);
  }

  public Chat inMail(Attendee other, String subject) {
    var providerId = ProviderIds.linkedIn(id, other.id(), subject);
    return begin(new Chat.Identity(Ids.of("chat", id, providerId), providerId, Chat.Kind.SINGLE, subject), null, List.of(other));
  }

  public Chat group(String name, Contact... others) {
    var providerId = type == MessengerType.WHATSAPP ? ProviderIds.group(id, name) : ProviderIds.linkedIn(id, "group", name);
    var members = Stream.of(others).map(this::attendee).toList();
    return begin(new Chat.Identity(Ids.of("chat", id, providerId), providerId, Chat.Kind.GROUP, null), name, members);
  }

  /** A member of LinkedIn can be looked up though nobody has written. */
  public void know(LinkedInProfile member) {
    profiles.put(member.providerId(), member);
    profilesByName.put(member.providerId(), member);
    member.otherIds().forEach(other -> profilesByName.put(other, member));
    if (member.slug() != null) {
      profilesByName.put(member.slug().toLowerCase(Locale.ROOT), member);
    }
  }

  /** By slug, whatever its case, or by any id. */
  public Optional<LinkedInProfile> profile(String identifier) {
    var byId = profilesByName.get(identifier);
    return Optional.ofNullable(byId == null ? profilesByName.get(identifier.toLowerCase(Locale.ROOT)) : byId);
  }

  /** Everybody of whom there is a profile, without the owner. */
  public List<LinkedInProfile> profiles() {
    return profiles.values().stream().filter(member -> !member.hasId(owner.providerId())).toList();
  }

  /** Is told of everything that happens from now on. */
  public void listen(Consumer<ChatEvent> listener) {
    listeners.add(listener);
  }

  /** From now on nothing reaches the API; what it has, it still shows. */
  public synchronized void disconnect() {
    connected = false;
  }

  /** What happened meanwhile happens now, in its order. */
  public synchronized void reconnect() {
    connected = true;
    var missed = List.copyOf(gap);
    gap.clear();
    missed.forEach(Runnable::run);
  }

  public synchronized boolean isConnected() {
    return connected;
  }

  synchronized void perform(Runnable happening) {
    if (connected) {
      happening.run();
    } else {
      gap.add(happening);
    }
  }

  /** What happens meanwhile is history: nobody is told of it. */
  public synchronized void quietly(Runnable history) {
    boolean before = quiet;
    quiet = true;
    try {
      history.run();
    } finally {
      quiet = before;
    }
  }

  synchronized void tell(ChatEvent event) {
    if (quiet) {
      return;
    }
    listeners.forEach(listener -> listener.accept(event));
  }

  void index(Chat chat, Message message) {
    byMessage.put(message.id(), chat);
    var written = byWriter.computeIfAbsent(message.sender().id(), _ -> new CopyOnWriteArrayList<>());
    if (!written.contains(chat)) {
      written.add(chat);
    }
  }

  private Chat begin(Chat.Identity identity, @Nullable String name, List<Attendee> others) {
    return chats.computeIfAbsent(identity.id(), _ -> {
      var chat = new Chat(this, identity, name, others);
      byProviderId.put(identity.providerId(), chat);
      if (identity.kind() == Chat.Kind.SINGLE) {
        singles.computeIfAbsent(others.getFirst().id(), _ -> new CopyOnWriteArrayList<>()).add(chat);
      }
      return chat;
    });
  }

  private Attendee attendee(Contact contact, String providerId, boolean self) {
    var known = byAlias.get(providerId);
    if (known != null) {
      return known;
    }
    var attendee = new Attendee(Ids.of("attendee", id, providerId), providerId, contact, self);
    attendees.putIfAbsent(attendee.id(), attendee);
    attendee.aliases().forEach(alias -> byAlias.putIfAbsent(alias, attendee));
    if (contact instanceof LinkedInProfile member && !profiles.containsKey(member.providerId())) {
      know(member);
    }
    return attendee;
  }

  private static String providerId(Contact contact, NetworkRules rules) {
    return switch (contact) {
      case WhatsAppContact person -> person.providerId(rules.addressing());
      case LinkedInProfile member -> member.providerId();
    };
  }
}
