package io.tributary.simulators.unipile;

import io.tributary.simulators.server.Route;
import io.tributary.simulators.webhook.Webhooks;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** All that is served below {@code /api/v1}. */
final class UnipileRoutes {

  private final Accounts accounts;
  private final AccountOfRequest accountOf;
  private final Webhooks webhooks;
  private final TellWebhooks tell;
  private final Mode mode;
  private final Clock clock;

  UnipileRoutes(Accounts accounts, AccountOfRequest accountOf, Webhooks webhooks, TellWebhooks tell, UnipileOptions options) {
    this.accounts = accounts;
    this.accountOf = accountOf;
    this.webhooks = webhooks;
    this.tell = tell;
    this.mode = options.mode();
    this.clock = options.clock();
  }

  List<Route> all() {
    return Stream.of(
        new EmailsApi(accounts, mode, clock, tell).routes(),
        new AccountsApi(accounts, tell).routes(),
        new FoldersApi(accounts, mode).routes(),
        new UsersApi(accounts, new ProfileView(mode)).routes(),
        messaging(),
        new WebhooksApi(accounts, webhooks).routes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> messaging() {
    var messages = new MessageView(mode);
    var chats = new ChatView(mode, messages);
    var attendees = new AttendeeView(mode);
    return Stream.of(
        new ChatsApi(accounts, chats, messages, attendees).routes(),
        new MessagesApi(accounts, messages).routes(),
        new AttendeesApi(accounts, attendees, chats, messages).routes())
        .flatMap(List::stream)
        .map(route -> route.countedAs(accountOf::channel))
        .toList();
  }
}
