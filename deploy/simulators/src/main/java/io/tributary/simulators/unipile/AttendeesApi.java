package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Attendee;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /chat_attendees}: who chats, and about what. Ids are the API's or the network's; an id that nobody has finds nothing, which is no
 * error.
 */
final class AttendeesApi {

  /** Somebody as one account knows them. */
  private record Known(Messenger messenger, Attendee attendee) {}

  private final Accounts accounts;
  private final AttendeeView view;
  private final ChatView chats;
  private final MessageView messages;

  AttendeesApi(Accounts accounts, AttendeeView view, ChatView chats, MessageView messages) {
    this.accounts = accounts;
    this.view = view;
    this.chats = chats;
    this.messages = messages;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/chat_attendees", this::list),
        Route.of("GET", "/api/v1/chat_attendees/{id}", this::one),
        Route.of("GET", "/api/v1/chat_attendees/{id}/chats", this::chats),
        Route.of("GET", "/api/v1/chat_attendees/{id}/messages", this::messages));
  }

  private Answer list(Request request) {
    return Answer.ok(IdPages.pageOfAccount(
        request, "ChatAttendeeList", this::all, known -> known.attendee().id(), known -> view.json(known.messenger(), known.attendee())));
  }

  private List<Known> all(@Nullable String account) {
    var among = account == null ? accounts.messengers() : List.of(accounts.messenger(account));
    return among.stream()
        .flatMap(messenger -> messenger.attendees().stream().map(attendee -> new Known(messenger, attendee)))
        .sorted(Comparator.comparing(known -> known.attendee().id()))
        .toList();
  }

  private Answer one(Request request) {
    return known(request.variable("id"), _ -> true).findFirst()
        .map(known -> Answer.ok(view.json(known.messenger(), known.attendee())))
        .orElseThrow(() -> Errors.notFound("Attendee " + request.variable("id")));
  }

  /** Single chats alone. */
  private Answer chats(Request request) {
    var query = ChatQuery.of(request);
    var found = known(request.variable("id"), messenger -> query.wants(messenger.id()))
        .flatMap(known -> known.messenger().singlesOf(known.attendee()).stream())
        .distinct()
        .filter(ChatsApi::isVisible)
        .sorted(Comparator.comparing(ChatView::position));
    return Answer.ok(DatedPages.page("ChatList", query, found, ChatView::position, chats::json));
  }

  /** What they wrote, in groups too. */
  private Answer messages(Request request) {
    var query = MessageQuery.of(request);
    var writers = known(request.variable("id"), messenger -> query.wants(messenger.id())).toList();
    var chatsOfThem = writers.stream()
        .flatMap(known -> known.messenger().writtenBy(known.attendee()).stream()).collect(Collectors.<Chat>toSet());
    var ids = writers.stream().map(known -> known.attendee().id()).collect(Collectors.joining(","));
    var theirs = new MessageQuery(query.accountId(), query.before(), query.after(), ids, query.limit(), query.cursor());
    return Answer.ok(MessagesApi.page(theirs, chatsOfThem, messages));
  }

  /** @param reference ids separated by commas */
  private Stream<Known> known(String reference, Predicate<Messenger> among) {
    return accounts.messengers().stream()
        .filter(among)
        .flatMap(messenger -> Arrays.stream(reference.split(","))
            .flatMap(id -> messenger.find(id.strip()).stream())
            .distinct()
            .map(attendee -> new Known(messenger, attendee)));
  }
}
