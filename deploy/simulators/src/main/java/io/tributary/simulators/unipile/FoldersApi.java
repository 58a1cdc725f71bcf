package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.mail.Folder;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /folders}. Their list has no cursor. */
final class FoldersApi {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record FolderJson(
      String object, String id, @JsonProperty("deprecated_id") @Nullable String deprecatedId, String name,
      @JsonProperty("account_id") String accountId, String role, @JsonProperty("nb_mails") long mails,
      @JsonProperty("provider_id") String providerId) {}

  private final Accounts accounts;
  private final Mode mode;

  FoldersApi(Accounts accounts, Mode mode) {
    this.accounts = accounts;
    this.mode = mode;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/folders", this::list).countedAs(request -> "email"),
        Route.of("GET", "/api/v1/folders/{id}", this::one).countedAs(request -> "email"));
  }

  private Answer list(Request request) {
    var accountId = new Parameters(request).text("account_id");
    var chosen = accountId == null ? accounts.mailboxes() : List.of(accounts.mailbox(accountId));
    var items = chosen.stream().flatMap(account -> account.mailbox().folders().stream().map(folder -> json(account, folder))).toList();
    return Answer.ok(Map.of("object", "FolderList", "items", items));
  }

  private Answer one(Request request) {
    var id = request.variable("id");
    var accountId = new Parameters(request).text("account_id");
    return accounts.mailboxes().stream()
        .filter(account -> accountId == null || account.id().equals(accountId))
        .flatMap(account -> account.folder(id)
            .filter(folder -> accountId != null || account.folderId(folder).equals(id)) // a provider's id alone names no account
            .map(folder -> Answer.ok(json(account, folder))).stream())
        .findFirst()
        .orElseThrow(() -> Errors.notFound("Folder " + id));
  }

  private FolderJson json(MailAccount account, Folder folder) {
    var id = account.folderId(folder);
    var mails = account.mailbox().mails().stream().filter(mail -> mail.folders().contains(folder)).count();
    return new FolderJson(
        "Folder", id, mode == Mode.LIVE ? EmailView.deprecatedId(id) : null, folder.name(), account.id(), folder.role(), mails, folder.name());
  }
}
