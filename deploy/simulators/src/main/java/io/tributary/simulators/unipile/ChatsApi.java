package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /chats}: found, read, marked, begun, written into. */
final class ChatsApi {

  private record Patch(@Nullable String action, @Nullable Object value) {}

  private final Accounts accounts;
  private final ChatView view;
  private final MessageView messages;
  private final AttendeeView attendees;
  private final WriteChats write;

  ChatsApi(Accounts accounts, ChatView view, MessageView messages, AttendeeView attendees) {
    this.accounts = accounts;
    this.view = view;
    this.messages = messages;
    this.attendees = attendees;
    this.write = new WriteChats(accounts);
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/chats", this::list),
        Route.of("GET", "/api/v1/chats/{id}", request -> Answer.ok(view.whole(find(accounts, request)))),
        Route.of("PATCH", "/api/v1/chats/{id}", this::patch),
        Route.of("GET", "/api/v1/chats/{id}/messages", this::messages),
        Route.of("POST", "/api/v1/chats", write::start),
        Route.of("POST", "/api/v1/chats/{id}/messages", write::send),
        Route.of("GET", "/api/v1/chats/{id}/attendees", this::attendees),
        Route.of("GET", "/api/v1/chats/{id}/sync", this::sync));
  }

  /** By the API's id; by the network's only together with the account. */
  static Chat find(Accounts accounts, Request request) {
    var id = request.variable("id");
    var account = new Parameters(request).text("account_id");
    var chat = account == null ? accounts.chat(id)
        : accounts.messenger(account).chat(id).or(() -> accounts.messenger(account).chatByProviderId(id));
    return chat.orElseThrow(() -> Errors.notFound("Chat " + id));
  }

  /** A chat is there from the first message that a read may show. */
  static boolean isVisible(Chat chat) {
    return chat.messages().isEmpty() || chat.last().isPresent();
  }

  private Answer list(Request request) {
    var query = ChatQuery.of(request);
    if (query.accountIds() != null) {
      query.accountIds().forEach(accounts::messenger);
    }
    var chats = accounts.messengers().stream()
        .filter(messenger -> query.wants(messenger.id()))
        .filter(messenger -> query.accountType() == null || query.accountType().equals(messenger.type().name()))
        .map(Messenger::chats).flatMap(Collection::stream)
        .filter(ChatsApi::isVisible)
        .filter(chat -> query.unread() == null || query.unread() == (chat.unread() > 0))
        .sorted(Comparator.comparing(ChatView::position));
    return Answer.ok(DatedPages.page("ChatList", query, chats, ChatView::position, view::json));
  }

  private Answer messages(Request request) {
    var query = MessageQuery.of(request);
    return Answer.ok(MessagesApi.page(query, List.of(find(accounts, request)), messages));
  }

  /** Without a cursor: all at once. */
  private Answer attendees(Request request) {
    var chat = find(accounts, request);
    var items = chat.everybody().map(attendee -> attendees.json(chat.messenger(), attendee)).toList();
    return Answer.ok(new ListJson("ChatAttendeeList", items, null));
  }

  private Answer patch(Request request) {
    var patch = Json.body(request.body(), Patch.class);
    var chat = find(accounts, request);
    if (!"setReadStatus".equals(patch.action()) || !(patch.value() instanceof Boolean read)) {
      throw Errors.invalid("action must be setReadStatus, and value true or false.");
    }
    chat.markRead(read);
    return Answer.ok(Map.of("object", "ChatPatched"));
  }

  /** All of a chat is here from the start. */
  private Answer sync(Request request) {
    return Answer.ok(Map.of("object", "ChatHistorySync", "chat_id", find(accounts, request).id(), "status", "SYNC_DONE"));
  }
}
