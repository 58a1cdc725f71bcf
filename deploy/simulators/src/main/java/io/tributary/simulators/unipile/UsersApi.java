package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /users}: who owns an account, and who others are. Every call of it reaches the network, so the account must be connected. */
final class UsersApi {

  private final Accounts accounts;
  private final ProfileView view;

  UsersApi(Accounts accounts, ProfileView view) {
    this.accounts = accounts;
    this.view = view;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/users/me", this::me).countedAs(this::channel),
        Route.of("GET", "/api/v1/users/relations", this::relations).countedAs(this::channel),
        Route.of("GET", "/api/v1/users/{identifier}", this::profile).countedAs(this::channel));
  }

  private @Nullable String channel(Request request) {
    var account = request.query().get("account_id");
    return account == null ? null
        : accounts.findMessenger(account).map(messenger -> messenger.type() == MessengerType.WHATSAPP ? "whatsapp" : "linkedin").orElse("email");
  }

  private Answer me(Request request) {
    var id = new Parameters(request).required("account_id");
    accounts.mustBeConnected(id);
    return accounts.findMailbox(id)
        .map(account -> Answer.ok(view.owner(account.mailbox())))
        .orElseGet(() -> Answer.ok(view.owner(accounts.messenger(id).owner())));
  }

  private Answer profile(Request request) {
    var messenger = messenger(request);
    var identifier = request.variable("identifier");
    return switch (messenger.type()) {
      case LINKEDIN -> accounts.profile(identifier)
          .map(member -> Answer.ok(view.member(member, messenger)))
          .orElseThrow(() -> Errors.notFound("User " + identifier));
      case WHATSAPP -> accounts.messengers().stream()
          .filter(one -> one.type() == MessengerType.WHATSAPP)
          .flatMap(one -> one.find(identifier.contains("@") ? identifier : identifier.replace("+", "") + "@s.whatsapp.net").stream())
          .findFirst()
          .map(attendee -> Answer.ok(view.number(attendee)))
          .orElseThrow(() -> Errors.notFound("User " + identifier));
    };
  }

  private Answer relations(Request request) {
    var messenger = messenger(request);
    if (messenger.type() != MessengerType.LINKEDIN) {
      throw Errors.notImplemented();
    }
    var related = messenger.profiles().stream().filter(member -> member.distance() == 1 && member.slug() != null).toList();
    return Answer.ok(RelationPages.page(request, related, view::relation));
  }

  private Messenger messenger(Request request) {
    var id = new Parameters(request).required("account_id");
    accounts.mustBeConnected(id);
    return accounts.findMailbox(id).isPresent() ? notOfMail() : accounts.messenger(id);
  }

  private static Messenger notOfMail() {
    throw Errors.notImplemented();
  }
}
