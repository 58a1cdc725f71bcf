package io.tributary.channels.chat;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.MessagePage;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.Search;
import io.tributary.channels.chat.ChatStep.Ask;
import io.tributary.channels.chat.ChatStep.Find;
import io.tributary.channels.chat.ChatStep.Read;
import io.tributary.channels.chat.ChatStep.Scan;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks over one person's chats: find them, ask who is in those that do not tell, read each from its newest message on. Every page is exactly
 * one call to the provider; pages that only find or ask show no message. Messages come newest first within each chat.
 */
public final class WalkChats {

  private final Chats chats;
  private final KnownChats known;
  private final ChatTruth truth;
  private final ChatsOfPerson ofPerson;
  private final Optional<ScanChats> scan;
  private final Clock clock;

  /** @param scan what to do where the provider does not find a person; empty for nothing */
  public WalkChats(Chats chats, KnownChats known, ChatTruth truth, Optional<ScanChats> scan, Clock clock) {
    this.chats = chats;
    this.known = known;
    this.truth = truth;
    this.ofPerson = new ChatsOfPerson(known, truth);
    this.scan = scan;
    this.clock = clock;
  }

  /** The first page of a walk that begins with these steps; without any step an empty last page, and no call. */
  public MessagePage begin(Search search, List<? extends ChatStep> steps) {
    return steps.isEmpty() ? nothing(null) : take(search, new ChatTrail(List.copyOf(steps)));
  }

  /** The page at the search's cursor, which is one of this class. */
  public MessagePage resume(Search search) {
    return take(search, ChatTrail.read(Objects.requireNonNull(search.cursor())));
  }

  private MessagePage take(Search search, ChatTrail trail) {
    return switch (trail.first()) {
      case Find find -> found(search, find, trail);
      case Scan step -> scanned(search, step, trail);
      case Ask ask -> asked(search, ask, trail);
      case Read read -> read(search, read, trail);
    };
  }

  private MessagePage found(Search search, Find find, ChatTrail trail) {
    var page = orGone(() -> chats.ofAttendee(search.account().id(), find.ids(), limit(search), find.cursor())).orElse(null);
    if (page == null && find.ids().size() > 1) {
      // One id that the provider does not know may be why it knows none: each by itself.
      return nothing(trail.then(find.ids().stream().map(id -> new Find(List.of(id), find.who(), null)).toList()).cursor());
    }
    var shown = page == null ? List.<Chat>of() : page.chats();
    var steps = new ArrayList<>(ofPerson.shown(search, shown, find.who(), trail));
    if (find.cursor() == null) {
      steps.addAll(ofPerson.remembered(search, find.who(), shown.stream().map(Chat::id).toList(), trail));
    }
    if (page != null && page.cursor() != null) {
      steps.add(new Find(find.ids(), find.who(), page.cursor()));
    }
    boolean unknown = shown.isEmpty() && steps.isEmpty() && !trail.leadsTo(find.who());
    if (unknown && scan.isPresent() && scan.get().isDue(search.account())) {
      steps.add(new Scan(find.who(), 0));
    }
    return nothing(trail.then(steps).cursor());
  }

  private MessagePage scanned(Search search, Scan step, ChatTrail trail) {
    boolean more = scan.isPresent() && scan.get().readOn(search.account(), limit(search));
    var steps = new ArrayList<>(ofPerson.remembered(search, step.who(), List.of(), trail));
    if (steps.isEmpty() && more) {
      steps.add(new Scan(step.who(), step.pages() + 1));
    }
    return nothing(trail.then(steps).cursor());
  }

  private MessagePage asked(Search search, Ask ask, ChatTrail trail) {
    var all = orGone(() -> chats.attendees(ask.chat().id())).orElse(List.of());
    var sought = ask.chat().who().person();
    var others = all.stream().filter(attendee -> !attendee.isSelf())
        .map(attendee -> new ChatPerson(truth.aliases(attendee.names()), truth.evidence(attendee), attendee.name()))
        .filter(ChatPerson::isReadable)
        .toList();
    var told = ask.chat().group()
        ? others.stream().filter(other -> other.is(sought)).findFirst().map(other -> other.and(sought)).orElse(sought)
        : others.stream().findFirst().map(other -> other.and(sought)).orElse(sought);
    var chat = ask.chat().with(ask.chat().group() ? all.size() : 0, told);
    var person = told.isReadable() ? told.aliases().getFirst().getCanonical() : "";
    known.learn(search.account(), List.of(new KnownChat(
        chat.id(), chat.providerId(), chat.group(), chat.size(), null, List.of(new KnownChat.Member(person, told, true)))));
    return nothing(trail.then(List.of(new Read(chat, null))).cursor());
  }

  private MessagePage read(Search search, Read read, ChatTrail trail) {
    var page = orGone(() -> chats.messages(read.chat().id(), search.after(), limit(search), read.cursor()))
        .orElse(new ChatMessage.Page(List.of(), null));
    var reader = new ObserveChat(truth.channel(), search.account(), LearntBy.SYNC, search.record(), clock.instant());
    var people = new PeopleOfChat(truth, own(search.account()), List.of(read.chat().who().person()), read.chat().group());
    var observations = new ArrayList<CommunicationObserved>();
    var ids = new HashSet<String>();
    Instant newest = null;
    for (var message : page.messages()) {
      ids.add(message.id());
      newest = later(newest, message.sentAt());
      var observation = reader.observe(message, read.chat().observed(), people);
      if (!observation.getParticipants().isEmpty()) {
        observations.add(observation);
      }
    }
    var next = page.cursor() == null ? List.<ChatStep>of() : List.of(new Read(read.chat(), page.cursor()));
    int nobodys = page.messages().size() - observations.size();
    return new MessagePage(observations, ids, nobodys, 0, newest, Set.of(), trail.then(next).cursor());
  }

  private ChatPerson own(ConnectedAccount account) {
    return new ChatPerson(truth.own(account), List.of(), null, true);
  }

  /** As small a page as was asked for. */
  private static int limit(Search search) {
    return Math.max(1, Chats.MOST_A_PAGE / search.pageShare());
  }

  /** What is not there any more is nothing to fail for. */
  private static <T> Optional<T> orGone(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (ProviderFailed failure) {
      if (failure.failure() != ProviderFailure.GONE) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  private static MessagePage nothing(@Nullable String cursor) {
    return new MessagePage(List.of(), Set.of(), 0, 0, null, Set.of(), cursor);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }
}
