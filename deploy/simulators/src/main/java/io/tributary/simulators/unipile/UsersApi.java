package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /users}: who owns an account. Profiles of others need a LinkedIn or WhatsApp account, and none is connected. */
final class UsersApi {

  private record OwnerJson(
      String object, String provider, String email, @JsonProperty("messages_total") int messagesTotal, List<AliasJson> aliases) {}

  private record AliasJson(
      String email, @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("display_name") @Nullable String displayName,
      @JsonProperty("is_primary") boolean primary, @JsonProperty("is_default") boolean isDefault) {}

  private final Accounts accounts;

  UsersApi(Accounts accounts) {
    this.accounts = accounts;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/users/me", this::me).countedAs(request -> "email"),
        Route.of("GET", "/api/v1/users/{identifier}", this::profile).countedAs(request -> "linkedin"));
  }

  private Answer me(Request request) {
    var mailbox = accounts.get(new Parameters(request).required("account_id")).mailbox();
    var alias = new AliasJson(mailbox.owner(), mailbox.ownerName().orElse(null), true, true);
    return Answer.ok(new OwnerJson("AccountOwnerProfile", "GMAIL", mailbox.owner(), mailbox.mails().size(), List.of(alias)));
  }

  private Answer profile(Request request) {
    accounts.get(new Parameters(request).required("account_id"));
    throw Errors.notFound("User " + request.variable("identifier"));
  }
}
