package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Route;
import java.util.List;

/** {@code /accounts}: what is connected. */
final class AccountsApi {

  /** When every account was connected: long before the first mail is asked for, and the same after every start. */
  private static final String CREATED_AT = "2024-01-01T00:00:00.000Z";

  private record AccountJson(
      String object, String type, String id, String name, @JsonProperty("created_at") String createdAt,
      @JsonProperty("connection_params") Connection connection, List<String> groups, List<Source> sources) {}

  private record Connection(Mail mail) {}

  private record Mail(String id, String username) {}

  private record Source(String id, String status) {}

  private final Accounts accounts;

  AccountsApi(Accounts accounts) {
    this.accounts = accounts;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/accounts", request ->
            Answer.ok(IdPages.page(request, "AccountList", accounts.all(), MailAccount::id, AccountsApi::json))),
        Route.of("GET", "/api/v1/accounts/{id}", request -> Answer.ok(json(accounts.get(request.variable("id"))))));
  }

  private static AccountJson json(MailAccount account) {
    var owner = account.mailbox().owner();
    return new AccountJson(
        "Account", MailAccount.TYPE, account.id(), owner, CREATED_AT, new Connection(new Mail(owner, owner)), List.of(),
        List.of(new Source(account.id() + "_MAILS", "OK")));
  }
}
