package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.server.Refused;
import io.tributary.simulators.server.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which account and which channel a call is for: a following page says so in its cursor alone, a chat's path by the chat. */
final class AccountOfRequest {

  private static final int KIND = 3;
  private static final int ID = 4;
  private static final Set<String> COUNTED_TYPES = Set.of("WHATSAPP", "LINKEDIN");

  private final Accounts accounts;

  AccountOfRequest(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Null where it is for none, or for several. */
  @Nullable String of(Request request) {
    var named = request.query().get("account_id");
    if (named != null) {
      return named.contains(",") ? null : named;
    }
    var cursor = request.query().get("cursor");
    var inCursor = cursor == null ? null : inCursor(cursor);
    return inCursor == null ? inPath(request.path().split("/")) : inCursor;
  }

  /** {@code whatsapp}, {@code linkedin}, or null where the call does not tell. */
  @Nullable String channel(Request request) {
    var account = of(request);
    var type = account == null ? request.query().get("account_type")
        : accounts.findMessenger(account).map(messenger -> messenger.type().name()).orElse(null);
    if (type == null) {
      return channelOfAttendee(request.path().split("/"));
    }
    return COUNTED_TYPES.contains(type) ? type.toLowerCase(Locale.ROOT) : null;
  }

  private static @Nullable String channelOfAttendee(String[] path) {
    if (path.length <= ID || !path[KIND].equals("chat_attendees")) {
      return null;
    }
    return path[ID].endsWith("@s.whatsapp.net") || path[ID].endsWith("@lid") ? "whatsapp" : path[ID].startsWith("AC") ? "linkedin" : null;
  }

  private @Nullable String inPath(String[] path) {
    if (path.length <= ID) {
      return null;
    }
    var id = path[ID];
    return switch (path[KIND]) {
      case "accounts" -> id;
      case "chats" -> accounts.chat(id).map(Chat::messenger).map(Messenger::id).orElse(null);
      case "messages" -> accounts.chatOfMessage(id).map(Chat::messenger).map(Messenger::id).orElse(null);
      case "chat_attendees" -> attendee(id).map(Messenger::id).orElse(null);
      default -> null;
    };
  }

  /** By the API's own id alone: others may be known to several accounts. */
  private Optional<Messenger> attendee(String id) {
    return accounts.messengers().stream()
        .filter(messenger -> messenger.find(id).filter(attendee -> attendee.id().equals(id)).isPresent())
        .findFirst();
  }

  private static @Nullable String inCursor(String cursor) {
    try {
      return switch (Json.position(cursor, Map.class).get("account_id")) {
        case String account -> account;
        case List<?> several when several.size() == 1 -> String.valueOf(several.getFirst());
        case null, default -> null;
      };
    } catch (Refused _) {
      return null; // the call will be refused for that
    }
  }
}
