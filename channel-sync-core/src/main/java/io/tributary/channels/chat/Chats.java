package io.tributary.channels.chat;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.unipile.UniPile;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The chat calls of UniPile's API: one call a method. Lists come newest first. A follow-up page is asked for by its cursor alone, which holds
 * what the first page was asked with. Every method throws {@link ProviderFailed} if UniPile refuses or does not answer.
 */
public final class Chats {

  /** The most that a page may hold. */
  public static final int MOST_A_PAGE = 250;

  private final UniPile uniPile;

  public Chats(UniPile uniPile) {
    this.uniPile = uniPile;
  }

  /**
   * The chats of two with one of the attendees. Groups are not among them.
   *
   * @param attendees ids of the provider or of UniPile that mean the same person, never empty, none with a comma
   * @param limit chats a page, 1 to 250
   */
  public Chat.Page ofAttendee(String account, Collection<String> attendees, int limit, @Nullable String cursor) {
    var values = new LinkedHashMap<String, Object>(Map.of("attendees", String.join(",", attendees)));
    var path = UniPile.path("chat_attendees", "{attendees}", "chats");
    if (cursor == null) {
      path.queryParam("account_id", "{account}");
      values.put("account", account);
    }
    return uniPile.get(paged(path, values, limit, cursor), values, Chat.Page.class);
  }

  /**
   * All chats of an account, groups as well.
   *
   * @param limit chats a page, 1 to 250
   */
  public Chat.Page ofAccount(String account, int limit, @Nullable String cursor) {
    var values = new LinkedHashMap<String, Object>();
    var path = UniPile.path("chats");
    if (cursor == null) {
      path.queryParam("account_id", "{account}");
      values.put("account", account);
    }
    return uniPile.get(paged(path, values, limit, cursor), values, Chat.Page.class);
  }

  /** One chat by UniPile's id. */
  public Chat chat(String id) {
    return uniPile.get(UniPile.path("chats", "{id}"), Map.of("id", id), Chat.class);
  }

  /** Everybody of one chat. */
  public List<ChatAttendee> attendees(String chat) {
    return uniPile.get(UniPile.path("chats", "{chat}", "attendees"), Map.of("chat", chat), ChatAttendee.All.class).attendees();
  }

  /**
   * Messages and events of one chat, newest first.
   *
   * @param after only what is newer; null for everything
   * @param limit rows a page, 1 to 250
   */
  public ChatMessage.Page messages(String chat, @Nullable Instant after, int limit, @Nullable String cursor) {
    var values = new LinkedHashMap<String, Object>(Map.of("chat", chat));
    var path = UniPile.path("chats", "{chat}", "messages");
    if (cursor == null && after != null) {
      path.queryParam("after", "{after}");
      values.put("after", Times.write(after));
    }
    return uniPile.get(paged(path, values, limit, cursor), values, ChatMessage.Page.class);
  }

  /**
   * Messages and events of all chats of an account, newest first.
   *
   * @param after only what is newer
   * @param limit rows a page, 1 to 250
   */
  public ChatMessage.Page newest(String account, Instant after, int limit, @Nullable String cursor) {
    var values = new LinkedHashMap<String, Object>();
    var path = UniPile.path("messages");
    if (cursor == null) {
      path.queryParam("account_id", "{account}").queryParam("after", "{after}");
      values.put("account", account);
      values.put("after", Times.write(after));
    }
    return uniPile.get(paged(path, values, limit, cursor), values, ChatMessage.Page.class);
  }

  /** One message by UniPile's id. */
  public ChatMessage message(String id) {
    return uniPile.get(UniPile.path("messages", "{id}"), Map.of("id", id), ChatMessage.class);
  }

  private static UriComponentsBuilder paged(UriComponentsBuilder path, Map<String, Object> values, int limit, @Nullable String cursor) {
    if (limit < 1 || limit > MOST_A_PAGE) {
      throw new IllegalArgumentException("A page holds 1 to " + MOST_A_PAGE + " rows, not " + limit);
    }
    if (cursor != null) {
      path.queryParam("cursor", "{cursor}");
      values.put("cursor", cursor);
    }
    return path.queryParam("limit", limit);
  }
}
