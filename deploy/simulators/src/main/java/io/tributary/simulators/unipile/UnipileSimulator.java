package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Addressing;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.chat.NetworkRules;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.mail.Mailboxes;
import io.tributary.simulators.server.ApiServer;
import io.tributary.simulators.server.Calls;
import io.tributary.simulators.server.Fault;
import io.tributary.simulators.server.Faults;
import io.tributary.simulators.server.LoggedCall;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.webhook.Webhooks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** UniPile's API on this machine, over mailboxes and chats of folders. */
public final class UnipileSimulator implements AutoCloseable {

  private static final List<String> CHANNELS = List.of("email", "whatsapp", "linkedin");

  private final ApiServer server;
  private final Accounts accounts;
  private final LiveAccounts live;
  private final NetworkRules rules;
  private final Webhooks webhooks;

  private UnipileSimulator(ApiServer server, Accounts accounts, LiveAccounts live, NetworkRules rules, Webhooks webhooks) {
    this.server = server;
    this.accounts = accounts;
    this.live = live;
    this.rules = rules;
    this.webhooks = webhooks;
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
    var webhooks = new Webhooks(options.retries());
    var tell = new TellWebhooks(webhooks, options.mode());
    var live = new LiveAccounts(accounts, tell);
    var api = new ApiServer.Api(
        new UnipileRoutes(accounts, accountOf, webhooks, tell, options).all(), gate(options.key()),
        request -> Errors.unknownPath(request.method(), request.path()), Errors::unexpected, CHANNELS);
    var server = ApiServer.start(options.port(), api);
    server.faults().speak(accountOf::of, Errors::asked);
    server.controlWith(new ControlApi(accounts, live, rules, webhooks, server::latency).routes());
    return new UnipileSimulator(server, accounts, live, rules, webhooks);
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

  /** Connects an account of WhatsApp; webhooks are told. Its history is written {@link Messenger#quietly}, and ends with {@link #synced}. */
  public Messenger connect(WhatsAppContact owner) {
    return live.connect(new Messenger(MessengerType.WHATSAPP, owner, rules));
  }

  /** Connects an account of LinkedIn; webhooks are told. */
  public Messenger connect(LinkedInProfile owner) {
    return live.connect(new Messenger(MessengerType.LINKEDIN, owner, rules));
  }

  /** Connects all mailboxes of a folder; webhooks are told. @return their accounts' ids */
  public List<String> connectMailboxes(Path folder) {
    return Mailboxes.in(folder).stream().map(live::connect).toList();
  }

  /** Webhooks are told that the import of its history has ended. */
  public void synced(String account) {
    live.synced(account);
  }

  /**
   * Webhooks are told. While it is not {@link AccountStatus#OK} an account shows its chats as they were and reaches no network; what happens
   * meanwhile, happens when it is OK again.
   */
  public void status(String account, AccountStatus status) {
    live.status(account, status);
  }

  /** Somebody has accepted an invitation; webhooks are told. */
  public void relate(String account, LinkedInProfile member) {
    live.relate(account, member);
  }

  /** Registrations, and what was sent to them. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** Every call takes so long at least, from the next one on. */
  public void latency(Duration latency) {
    server.latency(latency);
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
    live.deliver(account, message);
  }

  /** From now on the fault is asked before every call; {@link Fault#NONE} ends that. */
  public void breakWith(Fault fault) {
    server.breakWith(fault);
  }

  @Override
  public void close() {
    server.close();
    webhooks.close();
  }
}
