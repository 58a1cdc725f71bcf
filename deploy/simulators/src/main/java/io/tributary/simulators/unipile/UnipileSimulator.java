package io.tributary.simulators.unipile;

import io.tributary.simulators.mail.Mailboxes;
import io.tributary.simulators.server.ApiServer;
import io.tributary.simulators.server.Calls;
import io.tributary.simulators.server.Fault;
import io.tributary.simulators.server.Faults;
import io.tributary.simulators.server.LoggedCall;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** UniPile's API on this machine, over mailboxes of a folder. */
public final class UnipileSimulator implements AutoCloseable {

  private static final List<String> CHANNELS = List.of("email", "whatsapp", "linkedin");

  private final ApiServer server;
  private final Accounts accounts;

  private UnipileSimulator(ApiServer server, Accounts accounts) {
    this.server = server;
    this.accounts = accounts;
  }

  /**
   * Reads the mailboxes, then listens on 127.0.0.1.
   *
   * @throws IllegalArgumentException if the folder holds no mailbox
   * @throws java.io.UncheckedIOException if a mailbox cannot be read or the port is taken
   */
  public static UnipileSimulator start(UnipileOptions options) {
    var accounts = Accounts.of(Mailboxes.in(options.mail()));
    var api = new ApiServer.Api(
        routes(accounts, options.mode()), gate(options.key()), request -> Errors.unknownPath(request.method(), request.path()),
        Errors::unexpected, CHANNELS);
    var server = ApiServer.start(options.port(), api);
    server.faults().speak(AccountOfRequest::of, Errors::asked);
    server.controlWith(new DeliveriesApi(accounts).routes());
    return new UnipileSimulator(server, accounts);
  }

  private static List<Route> routes(Accounts accounts, Mode mode) {
    return Stream.of(
        new EmailsApi(accounts, mode, Clock.systemUTC()).routes(),
        new AccountsApi(accounts).routes(),
        new FoldersApi(accounts, mode).routes(),
        new UsersApi(accounts).routes(),
        new ChatsApi().routes(),
        new WebhooksApi(accounts).routes())
        .flatMap(List::stream)
        .toList();
  }

  private static Consumer<Request> gate(String key) {
    var expected = key.getBytes(StandardCharsets.UTF_8);
    return request -> {
      var given = request.header("X-API-KEY");
      if (given == null || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
        throw Errors.missingCredentials();
      }
    };
  }

  /** Without a path: {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return server.uri();
  }

  /** What was called so far. */
  public Calls calls() {
    return server.calls();
  }

  /** Ids of the connected accounts. */
  public List<String> accountIds() {
    return accounts.all().stream().map(MailAccount::id).toList();
  }

  /** The id of the account whose mailbox belongs to that address. */
  public String accountOf(String owner) {
    return accounts.all().stream()
        .filter(account -> account.mailbox().owner().equalsIgnoreCase(owner))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No mailbox belongs to %s.".formatted(owner)))
        .id();
  }

  /** What can be asked to go wrong. */
  public Faults faults() {
    return server.faults();
  }

  /** The last calls, oldest first. */
  public List<LoggedCall> log() {
    return server.log();
  }

  /** A message comes into the mailbox of that account, whatever its date says. @param message its bytes, as RFC 5322 has them */
  public void deliver(String account, byte[] message) {
    accounts.get(account).deliver(message);
  }

  /** From now on the fault is asked before every call; {@link Fault#NONE} ends that. */
  public void breakWith(Fault fault) {
    server.breakWith(fault);
  }

  @Override
  public void close() {
    server.close();
  }
}
