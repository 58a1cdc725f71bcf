package io.tributary.simulators.unipile;

import io.tributary.simulators.server.Refused;
import io.tributary.simulators.server.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which account a call is for: a following page says so in its cursor alone. */
final class AccountOfRequest {

  private static final String ACCOUNTS = "/api/v1/accounts/";

  static @Nullable String of(Request request) {
    var named = request.query().get("account_id");
    if (named != null) {
      return named;
    }
    if (request.path().startsWith(ACCOUNTS)) {
      return request.path().substring(ACCOUNTS.length()).split("/", 2)[0];
    }
    var cursor = request.query().get("cursor");
    return cursor == null ? null : inCursor(cursor);
  }

  private static @Nullable String inCursor(String cursor) {
    try {
      return Json.position(cursor, Map.class).get("account_id") instanceof String account ? account : null;
    } catch (Refused _) {
      return null; // the call will be refused for that
    }
  }

  private AccountOfRequest() {}
}
