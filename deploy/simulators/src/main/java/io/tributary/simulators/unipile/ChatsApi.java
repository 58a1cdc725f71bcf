package io.tributary.simulators.unipile;

import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chats, their messages and attendees: no messenger is connected, so every list is empty and nothing has an id. */
final class ChatsApi {

  private static final Set<String> ACCOUNT_TYPES =
      Set.of("WHATSAPP", "LINKEDIN", "SLACK", "TWITTER", "MESSENGER", "INSTAGRAM", "TELEGRAM");
  private static final Set<String> COUNTED_TYPES = Set.of("WHATSAPP", "LINKEDIN");

  List<Route> routes() {
    return List.of(
        list("/api/v1/chats", "ChatList"),
        list("/api/v1/messages", "MessageList"),
        list("/api/v1/chat_attendees", "ChatAttendeeList"),
        list("/api/v1/chat_attendees/{id}/chats", "ChatList"),
        list("/api/v1/chat_attendees/{id}/messages", "MessageList"),
        nothing("/api/v1/chats/{id}", "Chat"),
        nothing("/api/v1/chats/{id}/messages", "Chat"),
        nothing("/api/v1/chats/{id}/attendees", "Chat"),
        nothing("/api/v1/messages/{id}", "Message"),
        nothing("/api/v1/chat_attendees/{id}", "Attendee"));
  }

  private static Route list(String pattern, String object) {
    return Route.of("GET", pattern, request -> {
      check(new Parameters(request));
      return Answer.ok(new ListJson(object, List.of(), null));
    }).countedAs(ChatsApi::channel);
  }

  private static Route nothing(String pattern, String what) {
    return Route.of("GET", pattern, request -> {
      check(new Parameters(request));
      throw Errors.notFound(what + " " + request.variable("id"));
    });
  }

  private static void check(Parameters parameters) {
    parameters.limit(Parameters.DEFAULT_LIMIT);
    parameters.dateTime("before");
    parameters.dateTime("after");
    parameters.flag("unread");
    parameters.oneOf("account_type", ACCOUNT_TYPES);
    var cursor = parameters.cursor();
    if (cursor != null) {
      Json.position(cursor, Map.class);
    }
  }

  private static @Nullable String channel(Request request) {
    var type = request.query().get("account_type");
    return type != null && COUNTED_TYPES.contains(type) ? type.toLowerCase(Locale.ROOT) : null;
  }
}
