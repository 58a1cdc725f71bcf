package io.tributary.connectors.slack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The methods of Slack's Web API that are used. {@code ts} is a decimal string and stays one: it is the id of a message in its channel. */
interface SlackApi {

  @PostExchange("/auth.test")
  Team authTest();

  @GetExchange("/conversations.history")
  Messages history(
      @RequestParam String channel, @RequestParam String oldest, @RequestParam String latest, @RequestParam int limit,
      @RequestParam(required = false) @Nullable String cursor);

  @GetExchange("/conversations.replies")
  Messages replies(
      @RequestParam String channel, @RequestParam String ts, @RequestParam String oldest, @RequestParam int limit,
      @RequestParam(required = false) @Nullable String cursor);

  @GetExchange("/users.info")
  UserAnswer user(@RequestParam String user);

  record Team(@JsonProperty("team_id") @Nullable String teamId, @Nullable String team) {}

  record Messages(
      @Nullable List<@Nullable Message> messages, @JsonProperty("has_more") boolean hasMore,
      @JsonProperty("response_metadata") @Nullable Metadata metadata) {

    List<Message> all() {
      if (messages == null) {
        throw new PollFailed(PollFailure.UNREADABLE, "Slack answered without a list of messages.");
      }
      return messages.stream().filter(Objects::nonNull).toList();
    }

    /** Null on the last page: Slack writes an empty one there. */
    @Nullable String nextCursor() {
      var cursor = metadata == null ? null : metadata.nextCursor();
      return cursor == null || cursor.isEmpty() ? null : cursor;
    }
  }

  record Metadata(@JsonProperty("next_cursor") @Nullable String nextCursor) {}

  record Message(
      @Nullable String subtype, @Nullable String user, @JsonProperty("bot_id") @Nullable String botId, @Nullable String username,
      @Nullable String text, @Nullable String ts, @JsonProperty("thread_ts") @Nullable String threadTs,
      @JsonProperty("reply_count") @Nullable Integer replyCount, @JsonProperty("latest_reply") @Nullable String latestReply,
      @Nullable List<Object> files, @Nullable Edited edited) {

    boolean isParent() {
      return replyCount != null && replyCount > 0 && latestReply != null && ts != null;
    }
  }

  /** That the text is not the first one. @param ts when it was edited last */
  record Edited(@Nullable String ts) {}

  record UserAnswer(@Nullable User user) {}

  record User(@Nullable String name, @JsonProperty("real_name") @Nullable String realName, @Nullable Profile profile) {}

  record Profile(@Nullable String email, @JsonProperty("display_name") @Nullable String displayName) {}
}
