package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.server.Request;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The filters of {@code GET /emails}. As JSON, together with the position, they are the cursor.
 *
 * @param anyEmail addresses separated by commas
 * @param excludeFolders names separated by commas; without meaning where a folder is given
 * @param cursor where the page begins; null for the newest mail
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MailQuery(
    @JsonProperty("account_id") String accountId,
    @Nullable String folder,
    @JsonProperty("exclude_folders") @Nullable String excludeFolders,
    @Nullable String role,
    @Nullable String from,
    @Nullable String to,
    @JsonProperty("any_email") @Nullable String anyEmail,
    @JsonProperty("message_id") @Nullable String messageId,
    @JsonProperty("thread_id") @Nullable String threadId,
    @Nullable String before,
    @Nullable String after,
    @JsonProperty("include_headers") @Nullable Boolean includeHeaders,
    @JsonProperty("meta_only") @Nullable Boolean metaOnly,
    int limit,
    @Nullable Position cursor) {

  private static final Set<String> ROLES =
      Set.of("inbox", "sent", "archive", "drafts", "trash", "spam", "all", "important", "starred", "unknown");

  /** The last mail of the page before. It need not exist any more. */
  record Position(@JsonProperty("last_date") String lastDate, @JsonProperty("last_id") String lastId) {}

  static MailQuery of(Request request) {
    var parameters = new Parameters(request);
    var cursor = parameters.cursor();
    return cursor == null ? first(parameters) : following(cursor, parameters);
  }

  private static MailQuery first(Parameters parameters) {
    var anyEmail = parameters.text("any_email");
    if (anyEmail != null && anyEmail.replace(",", "").isBlank()) {
      throw Errors.invalid("any_email holds no address.");
    }
    return new MailQuery(
        parameters.required("account_id"), parameters.text("folder"), parameters.text("exclude_folders"), parameters.oneOf("role", ROLES),
        parameters.text("from"), parameters.text("to"), anyEmail, parameters.text("message_id"), parameters.text("thread_id"),
        parameters.dateTime("before"), parameters.dateTime("after"), parameters.flag("include_headers"), parameters.flag("meta_only"),
        parameters.limit(Parameters.DEFAULT_LIMIT), null);
  }

  /** A nullable component that is not there makes no difference; the others must be. */
  private static MailQuery following(String cursor, Parameters parameters) {
    var query = Json.position(cursor, MailQuery.class);
    if (query.accountId() == null || query.cursor() == null || query.cursor().lastDate() == null || query.cursor().lastId() == null) {
      throw Errors.foreignCursor();
    }
    return query.with(parameters.limit(query.limit()), query.cursor());
  }

  MailQuery from(Position position) {
    return with(limit, position);
  }

  boolean wantsMeta() {
    return Boolean.TRUE.equals(metaOnly);
  }

  /** Headers come with whole mails only. */
  boolean wantsHeaders() {
    return Boolean.TRUE.equals(includeHeaders) && !wantsMeta();
  }

  private MailQuery with(int limit, @Nullable Position position) {
    return new MailQuery(
        accountId, folder, excludeFolders, role, from, to, anyEmail, messageId, threadId, before, after, includeHeaders, metaOnly, limit,
        position);
  }
}
