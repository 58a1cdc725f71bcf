package io.tributary.connectors.slack;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.poll.Observed;
import io.tributary.connectors.poll.Person;
import io.tributary.content.CutText;
import io.tributary.content.SentDates;
import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.ChatHints;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.LearntBy;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.identifiers.EmailAddresses;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns messages of a channel into communications. Who wrote and who is mentioned takes part; their directory addresses are evidence. */
record ObserveMessages(ConnectionKey key, String channel, Function<Collection<String>, Map<String, Person>> people, Clock time) {

  /** What people said; the other subtypes tell of joins, renames and the like. */
  private static final Set<String> SAID = Set.of("bot_message", "me_message", "thread_broadcast", "file_share");
  private static final Pattern MENTION = Pattern.compile("<@([UW][A-Z0-9]{1,30})(?:\\|[^>]*)?>");

  /** @param unreadable takes what could not be read, in a few words each */
  List<Observed> observe(List<SlackApi.Message> messages, List<String> unreadable) {
    var said = messages.stream().filter(message -> message.subtype() == null || SAID.contains(message.subtype())).toList();
    var known = people.apply(usersIn(said));
    var observed = new ArrayList<Observed>();
    for (var message : said) {
      if (Ts.isTs(message.ts())) {
        observed.add(new Observed(event(message, known)));
      } else {
        unreadable.add("a message without ts");
      }
    }
    return observed;
  }

  private CommunicationObserved event(SlackApi.Message message, Map<String, Person> known) {
    var ts = Objects.requireNonNull(message.ts());
    return CommunicationObserved.newBuilder()
        .setTenant(key.tenant())
        .setChannel(Channel.SLACK)
        .setKind(CommunicationKind.MESSAGE)
        .setExternalId(key.workspace() + '|' + channel + '|' + ts)
        .setChat(key.workspace() + '|' + channel)
        .setGroup(!channel.startsWith("D"))
        .setSentAt(SentDates.bounded(Ts.instant(ts)))
        .setText(CutText.of(message.text(), CutText.TEXT_BYTES))
        .setAttachments(message.files() == null ? 0 : message.files().size())
        .setSize(CutText.bytesOf(message.text()))
        .setParticipants(participants(message, known))
        .setChatHints(hints(message.edited()))
        .setCopy(AccountCopy.newBuilder().setAccount(key.workspace()).setProviderId(ts).setFolder(channel).build())
        .setLearntBy(LearntBy.POLL)
        .setObservedAt(time.instant())
        .build();
  }

  private static @Nullable ChatHints hints(SlackApi.@Nullable Edited edited) {
    return edited == null
        ? null
        : ChatHints.newBuilder().setEdited(true).setEditedAt(Ts.isTs(edited.ts()) ? Ts.instant(Objects.requireNonNull(edited.ts())) : null).build();
  }

  private List<ObservedParticipant> participants(SlackApi.Message message, Map<String, Person> known) {
    var byId = new LinkedHashMap<String, ObservedParticipant>();
    var author = authorOf(message);
    if (author != null) {
      byId.put(author, participant(ParticipantRole.FROM, known.getOrDefault(author, new Person(author, message.username(), null))));
    }
    mentionsIn(message.text()).forEach(user ->
        byId.computeIfAbsent(user, id -> participant(ParticipantRole.TO, known.getOrDefault(id, Person.unknown(id)))));
    return List.copyOf(byId.values());
  }

  private ObservedParticipant participant(ParticipantRole role, Person person) {
    return ObservedParticipant.newBuilder()
        .setRole(role)
        .setAliases(List.of(slackUser(person.id())))
        .setEvidence(EmailAddresses.identify(person.email()).found().map(List::of).orElse(List.of()))
        .setDisplayName(person.name())
        .build();
  }

  private Identifier slackUser(String user) {
    var id = key.workspace() + '|' + user;
    return Identifier.newBuilder()
        .setKind(IdentifierKind.SLACK_USER).setRaw(user).setCanonical(id).setCanonicalVersion(1).setSearchForms(List.of(user)).build();
  }

  private static Set<String> usersIn(List<SlackApi.Message> messages) {
    var users = new TreeSet<String>();
    for (var message : messages) {
      if (message.user() != null) {
        users.add(message.user());
      }
      users.addAll(mentionsIn(message.text()));
    }
    return users;
  }

  private static @Nullable String authorOf(SlackApi.Message message) {
    return message.user() != null ? message.user() : message.botId();
  }

  private static Set<String> mentionsIn(@Nullable String text) {
    var users = new TreeSet<String>();
    MENTION.matcher(text == null ? "" : text).results().limit(50).forEach(match -> users.add(match.group(1)));
    return users;
  }
}
