package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Addressing;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.chat.NetworkRules;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.server.ApiServer;
import io.tributary.simulators.server.Calls;
import io.tributary.simulators.server.Fault;
import io.tributary.simulators.server.Faults;
import io.tributary.simulators.server.LoggedCall;
import io.tributary.simulators.server.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** UniPile's API on this machine, over mailboxes and chats of folders. */
public final class UnipileSimulator implements AutoCloseable {

  private static final List<String> CHANNELS = List.of("email", "whatsapp", "linkedin");

  private final ApiServer server;
  private final Accounts accounts;
  private final NetworkRules rules;

  private UnipileSimulator(ApiServer server, Accounts accounts, NetworkRules rules) {
    this.server = server;
    this.accounts = accounts;
    this.rules = rules;
  }

  /**
   * Reads the mailboxes and chats, then listens on 127.0.0.1.
   *
   * @throws IllegalArgumentException if a folder holds no account, or what is no account
   * @throws java.io.UncheckedIOException if a file cannot be read or the port is taken
   */
  public static UnipileSimulator start(UnipileOptions options) {
    var rules = new NetworkRules(options.mode() == Mode.LIVE ? Addressing.BY_LID : Addressing.BY_PHONE, options.clock());
    var accounts = ReadAccounts.of(options.data(), rules);
    var accountOf = new AccountOfRequest(accounts);
    var api = new ApiServer.Api(
        new UnipileRoutes(accounts, accountOf, options.mode(), options.clock()).all(), gate(options.key()),
        request -> Errors.unknownPath(request.method(), request.path()), Errors::unexpected, CHANNELS);
    var server = ApiServer.start(options.port(), api);
    server.faults().speak(accountOf::of, Errors::asked);
    server.controlWith(new DeliveriesApi(accounts).routes());
    return new UnipileSimulator(server, accounts, rules);
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

  /** Ids of the connected accounts, of mailboxes first. */
  public List<String> accountIds() {
    return Stream.concat(accounts.mailboxes().stream().map(MailAccount::id), accounts.messengers().stream().map(Messenger::id)).toList();
  }

  /** The id of the account whose mailbox belongs to that address. */
  public String accountOf(String owner) {
    return accounts.mailboxes().stream()
        .filter(account -> account.mailbox().owner().equalsIgnoreCase(owner))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No mailbox belongs to %s.".formatted(owner)))
        .id();
  }

  /** The accounts of WhatsApp and LinkedIn: what is done to their chats, happens. */
  public List<Messenger> messengers() {
    return accounts.messengers();
  }

  /** Connects an account of WhatsApp. */
  public Messenger connect(WhatsAppContact owner) {
    return connect(new Messenger(MessengerType.WHATSAPP, owner, rules));
  }

  /** Connects an account of LinkedIn. */
  public Messenger connect(LinkedInProfile owner) {
    return connect(new Messenger(MessengerType.LINKEDIN, owner, rules));
  }

  private Messenger connect(Messenger messenger) {
    accounts.add(messenger);
    return messenger;
  }

  /** How the networks behave. */
  public NetworkRules rules() {
    return rules;
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
    accounts.mailbox(account).deliver(message);
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
