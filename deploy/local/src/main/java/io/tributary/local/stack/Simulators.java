package io.tributary.local.stack;

import io.tributary.local.process.ChildProcess;
import io.tributary.local.process.Children;
import io.tributary.local.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The doubles of the providers, over the mail of one folder.
 *
 * @param urls by the double's name, without a path
 */
public record Simulators(ChildProcess process, Map<String, String> urls) {

  public static final String API_KEY = "test-token";
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final int FIRST_PORT = 8090;

  /** In the order in which the program takes their ports. */
  public static final List<String> DOUBLES = List.of("unipile", "slack", "gong", "fathom", "gmail", "salesforce");

  static Simulators start(Children children, DataFolder folder, Path home, PortBook book, Path mail) throws IOException {
    var ports = new ArrayList<Integer>();
    for (var name : DOUBLES) {
      ports.add(book.portOf(name.equals("unipile") ? "simulators" : "simulator of " + name, FIRST_PORT + ports.size()));
    }
    var program = Program.of(home, "deploy/simulators", "tributary-simulators", folder.programs());
    var process = children.start(Command.java("simulators",
        List.of("-Xmx192m", "-cp", program.joinedClasspath(), program.mainClass(),
            "--ports", ports.stream().map(String::valueOf).collect(Collectors.joining(",")), "--mail", mail.toAbsolutePath().toString()),
        Map.of(), folder.log("simulators")));
    return new Simulators(process, DOUBLES.stream().collect(
        Collectors.toMap(name -> name, name -> "http://127.0.0.1:" + ports.get(DOUBLES.indexOf(name)))));
  }

  public String uniPileUrl() {
    return url("unipile");
  }

  /** What tells the services where the doubles are, and that tenants' own access leads to them too. */
  public Map<String, String> environment() {
    return Map.of(
        "UNIPILE_URL", uniPileUrl(),
        "UNIPILE_API_KEY", API_KEY,
        "PROVIDER_HOSTS", "127.0.0.1",
        "SLACK_URL", url("slack") + "/api",
        "GONG_URL", url("gong"),
        "FATHOM_URL", url("fathom") + "/external/v1",
        "GMAIL_URL", url("gmail"),
        "GMAIL_TOKEN_URL", url("gmail") + "/token");
  }

  /**
   * What tells the contact sync where the double of Salesforce is. Nothing runs there by the clock: a stack that is checked is to hold what
   * it was fed.
   *
   * @param tenant whose organisation it is
   */
  public static Map<String, String> salesforce(String tenant, int port) {
    return Map.of(
        "SALESFORCE_TENANT", tenant,
        "SALESFORCE_DOMAIN", "http://127.0.0.1:" + port,
        "SALESFORCE_CLIENT_ID", "cid",
        "SALESFORCE_CLIENT_SECRET", "sec",
        "SALESFORCE_ALLOWED_HOSTS", "127.0.0.1",
        "SALESFORCE_INCREMENTAL_EVERY", "0s",
        "SALESFORCE_FULL_EVERY", "0s");
  }

  int port(String name) {
    return java.net.URI.create(url(name)).getPort();
  }

  public void awaitReady() {
    process.awaitReady(() -> Answers.with200(uniPileUrl() + "/_control/calls"), READY_WITHIN);
  }

  /** @param name one of {@link #DOUBLES} */
  public String url(String name) {
    return Objects.requireNonNull(urls.get(name), name);
  }
}
