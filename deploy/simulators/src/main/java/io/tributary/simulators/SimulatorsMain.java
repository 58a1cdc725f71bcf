package io.tributary.simulators;

import io.tributary.simulators.fathom.FathomSimulator;
import io.tributary.simulators.gmail.GmailOptions;
import io.tributary.simulators.gmail.GmailSimulator;
import io.tributary.simulators.gong.GongSimulator;
import io.tributary.simulators.salesforce.SalesforceOptions;
import io.tributary.simulators.salesforce.SalesforceSimulator;
import io.tributary.simulators.salesforce.http.Login;
import io.tributary.simulators.salesforce.org.OrgSize;
import io.tributary.simulators.slack.SlackOptions;
import io.tributary.simulators.slack.SlackSimulator;
import io.tributary.simulators.unipile.Mode;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the doubles until it is stopped. */
@Command(name = "tributary simulators", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs doubles of the providers' APIs on 127.0.0.1 until stopped, over real mail.",
    footer = "Each can be told to fail: POST, GET and DELETE /_control/faults at its port; deploy/simulators/README.md says how.")
public final class SimulatorsMain implements Callable<Integer> {

  private static final int CALLS = 240;
  private static final int MEETINGS = 60;

  @Option(names = "--port", paramLabel = "N", defaultValue = "8090", description = "UniPile's port (default: ${DEFAULT-VALUE}; 0: any).")
  private int port;

  @Option(names = "--ports", paramLabel = "N", split = ",",
      description = "Each double's port, instead of --port: UniPile, Slack, Gong, Fathom, Gmail, Salesforce.")
  private List<Integer> ports = List.of();

  @Option(names = "--mode", paramLabel = "MODE", defaultValue = "sdk-strict",
      description = "What answers hold: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Mode mode = Mode.SDK_STRICT;

  @Option(names = "--mail", paramLabel = "DIR",
      description = "Mailboxes: files <owner address>.mbox[.gz], or folders <owner address> of .eml files (default: the sample).")
  private @Nullable Path mail;

  @Option(names = "--whatsapp", paramLabel = "DIR",
      description = "Chats exported from telephones: a folder an account, named by its owner's number (default: a small invented one).")
  private @Nullable Path whatsapp;

  @Option(names = "--linkedin", paramLabel = "DIR", description = "Accounts of LinkedIn: a JSON file each (default: a small invented one).")
  private @Nullable Path linkedin;

  @Option(names = "--webhook-retry", paramLabel = "SECONDS", defaultValue = "10",
      description = "UniPile's webhooks that are refused are sent again so soon, and four times more, each after twice as long (default: "
          + "${DEFAULT-VALUE}).")
  private double webhookRetry;

  @Option(names = "--slack", paramLabel = "DIR",
      description = "A Slack workspace's export, unpacked: channels.json, users.json and a folder a channel (default: a small one of its own).")
  private @Nullable Path slack;

  @Option(names = "--contacts", paramLabel = "N", defaultValue = "600000",
      description = "Contacts of the Salesforce organisation (default: ${DEFAULT-VALUE}, of which 817 have activities; else a third).")
  private int contacts;

  @Option(names = "--targets", paramLabel = "N",
      description = "Of these, contacts with activities, a task each (default: what --contacts says).")
  private @Nullable Integer targets;

  @Option(names = "--key", paramLabel = "KEY", defaultValue = UnipileOptions.DEFAULT_KEY,
      description = "What callers must send as X-API-KEY (default: ${DEFAULT-VALUE}).")
  private String key = UnipileOptions.DEFAULT_KEY;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SimulatorsMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, commandLine, parsed) -> {
          commandLine.getErr().println(e.getMessage());
          return 1;
        });
  }

  @Override
  public Integer call() throws Exception {
    mustBeFolder("--mail", mail);
    mustBeFolder("--whatsapp", whatsapp);
    mustBeFolder("--linkedin", linkedin);
    var data = new UnipileOptions.Data(
        mail == null ? Samples.mail() : mail, whatsapp == null ? Samples.whatsApp() : whatsapp, linkedin == null ? Samples.linkedIn() : linkedin);
    var options = UnipileOptions.of(data).withPort(ports.isEmpty() ? port : ports.getFirst()).withMode(mode).withKey(key)
        .withRetriesFrom(Duration.ofMillis(Math.round(webhookRetry * 1000)));
    try (var unipile = UnipileSimulator.start(options);
        var slackDouble = SlackSimulator.start(new SlackOptions(beside(1), slack, SlackOptions.DEFAULT_TOKEN));
        var gong = GongSimulator.start(beside(2), CALLS);
        var fathom = FathomSimulator.start(beside(3), MEETINGS);
        var gmail = GmailSimulator.start(new GmailOptions(beside(4), Objects.requireNonNull(data.mail())));
        var salesforce = SalesforceSimulator.start(SalesforceOptions.of(organisation()).withPort(beside(5)))) {
      System.out.printf(
          "UniPile  %s  X-API-KEY: %s  mode: %s  accounts: %d%n", unipile.uri(), key, mode, unipile.accountIds().size());
      System.out.printf("Slack    %s  bearer token: %s%n", slackDouble.uri(), SlackOptions.DEFAULT_TOKEN);
      System.out.printf("Gong     %s  access key: %s, its secret: %s%n", gong.uri(), GongSimulator.ACCESS_KEY, GongSimulator.ACCESS_KEY_SECRET);
      System.out.printf("Fathom   %s  X-Api-Key: %s%n", fathom.uri(), FathomSimulator.API_KEY);
      System.out.printf("Gmail    %s  refresh token of a mailbox: refresh-<owner>  tokens: %s/token%n", gmail.uri(), gmail.uri());
      System.out.printf("Salesforce  %s  %s%n", salesforce.baseUrl(), Login.standard().told());
      System.out.println("Stop with Ctrl-C.");
      untilStopped();
    }
    return 0;
  }

  private OrgSize organisation() {
    return targets == null ? OrgSize.ofContacts(contacts) : new OrgSize(contacts, targets, targets, 0, 0, 0, 0, 0, 0);
  }

  private static void mustBeFolder(String option, @Nullable Path path) {
    if (path != null && !Files.isDirectory(path)) {
      throw new IllegalArgumentException("%s: there is no folder %s.".formatted(option, path.toAbsolutePath()));
    }
  }

  /** The doubles' ports follow UniPile's; one that is taken moves aside, and what is printed says where to. */
  private int beside(int steps) {
    if (steps < ports.size()) {
      return ports.get(steps);
    }
    if (port == 0) {
      return 0;
    }
    try (var _ = new ServerSocket(port + steps, 1, InetAddress.getLoopbackAddress())) {
      return port + steps;
    } catch (IOException taken) {
      return 0;
    }
  }

  private static void untilStopped() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
