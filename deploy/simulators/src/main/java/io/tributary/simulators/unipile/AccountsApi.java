package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /accounts}: what is connected, and that it is no longer. */
final class AccountsApi {

  /** When every account was connected: long before the first mail is asked for, and the same after every start. */
  private static final String CREATED_AT = "2024-01-01T00:00:00.000Z";

  private record AccountJson(
      String object, String type, String id, String name, @JsonProperty("created_at") String createdAt,
      @JsonProperty("connection_params") Connection connection, List<String> groups, List<Source> sources) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Connection(@Nullable Mail mail, @Nullable Object im) {}

  private record Mail(String id, String username) {}

  private record WhatsApp(@JsonProperty("phone_number") String phone) {}

  private record LinkedIn(
      String id, String username, @JsonProperty("premiumContractId") @Nullable String contract,
      @JsonProperty("premiumFeatures") List<String> features) {}

  private record Source(String id, String status) {}

  private final Accounts accounts;
  private final TellWebhooks tell;

  AccountsApi(Accounts accounts, TellWebhooks tell) {
    this.accounts = accounts;
    this.tell = tell;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/accounts", request ->
            Answer.ok(IdPages.page(request, "AccountList", all(), AccountJson::id, account -> account))),
        Route.of("GET", "/api/v1/accounts/{id}", request -> Answer.ok(one(request.variable("id")))),
        Route.of("DELETE", "/api/v1/accounts/{id}", request -> delete(request.variable("id"))));
  }

  private Answer delete(String id) {
    var type = accounts.type(id);
    accounts.remove(id);
    tell.status(id, type, "DELETED");
    return Answer.ok(Map.of("object", "AccountDeleted"));
  }

  private List<AccountJson> all() {
    return Stream.concat(accounts.mailboxes().stream().map(this::json), accounts.messengers().stream().map(this::json))
        .sorted(Comparator.comparing(AccountJson::id))
        .toList();
  }

  private AccountJson one(String id) {
    return accounts.findMailbox(id).map(this::json).orElseGet(() -> json(accounts.messenger(id)));
  }

  private AccountJson json(MailAccount account) {
    var owner = account.mailbox().owner();
    return json(account.id(), MailAccount.TYPE, owner, new Connection(new Mail(owner, owner), null), "_MAILS");
  }

  private AccountJson json(Messenger messenger) {
    var connection = switch (messenger.owner().contact()) {
      case WhatsAppContact owner -> new WhatsApp(owner.phone() == null ? "hidden" : owner.phone());
      case LinkedInProfile owner -> new LinkedIn(owner.providerId(), owner.name(), null, List.of());
    };
    return json(messenger.id(), messenger.type().name(), messenger.owner().name(), new Connection(null, connection), "_MESSAGING");
  }

  private AccountJson json(String id, String type, String name, Connection connection, String source) {
    return new AccountJson(
        "Account", type, id, name, CREATED_AT, connection, List.of(), List.of(new Source(id + source, accounts.status(id).name())));
  }
}
