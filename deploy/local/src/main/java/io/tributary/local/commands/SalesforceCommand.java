package io.tributary.local.commands;

import io.tributary.local.feed.FeedContacts;
import io.tributary.local.process.Children;
import io.tributary.local.stack.LocalKeyset;
import io.tributary.local.stack.PortBook;
import io.tributary.local.stack.Program;
import io.tributary.local.stack.Simulators;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;
import sun.misc.Signal;

/** The contact sync's command line, on the local stack's database, broker and double of Salesforce, or on whatever the environment names. */
@Command(name = "salesforce", description = "Syncs contacts from Salesforce: --test, --count, --full, --incremental DAYS. Its own --help says more.")
public final class SalesforceCommand implements Callable<Integer> {

  private static final String DATABASE = "salesforce";

  @Mixin private Where where = new Where();

  /** Passed on as they are, --help too. */
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    // Ctrl-C goes to the command itself too, which leaves its run resumable and ends; this process waits for that.
    Signal.handle(new Signal("INT"), _ -> { });
    var program = Program.of(Where.home(), "salesforce-sync", "tributary-salesforce-sync", where.dataFolder().programs());
    var words = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp", program.joinedClasspath(), program.mainClass()));
    words.addAll(arguments.isEmpty() ? List.of("--help") : arguments);
    return Children.runInForeground(words, environment());
  }

  /** Where the local stack was last; what the caller has set counts more. */
  private Map<String, String> environment() throws IOException {
    var folder = where.dataFolder();
    var ports = new PortBook(folder.ports()).chosen();
    var environment = new HashMap<String, String>();
    var salesforce = ports.get("simulator of salesforce");
    if (salesforce != null) {
      environment.putAll(Map.of(
          "DATABASE_URL", "jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.get("postgresql"), DATABASE),
          "DATABASE_USER", DATABASE + "_service",
          "DATABASE_PASSWORD", DATABASE + "_service",
          "DATABASE_OWNER_USER", DATABASE + "_owner",
          "DATABASE_OWNER_PASSWORD", DATABASE + "_owner",
          "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.get("broker"),
          "SCHEMA_REGISTRY_URL", "http://127.0.0.1:%d/apis/ccompat/v7".formatted(ports.get("registry")),
          "SECRETS_KEYSET", "file:" + LocalKeyset.in(folder.keys())));
      environment.putAll(Simulators.salesforce(FeedContacts.TENANT, salesforce));
    }
    environment.keySet().removeAll(System.getenv().keySet());
    return environment;
  }
}
