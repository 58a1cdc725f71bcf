package io.tributary.system.queue;

import static io.tributary.system.queue.QueueSettings.HOME;
import static io.tributary.system.queue.QueueSettings.TENANTS;
import static io.tributary.system.queue.QueueSettings.WRONG;

import io.tributary.local.check.Sql;
import io.tributary.local.feed.FrontDoor;
import io.tributary.local.process.Children;
import io.tributary.local.process.Ports;
import io.tributary.local.stack.Component;
import io.tributary.local.stack.DataFolder;
import io.tributary.local.stack.LocalStack;
import io.tributary.local.stack.Progress;
import io.tributary.local.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** PostgreSQL, the broker, the registry, and two processes of channel-sync-whatsapp whose clocks are wrong; the provider's double is here. */
final class QueueStage implements AutoCloseable {

  private static final Service WHATSAPP =
      Service.ALL.stream().filter(service -> service.name().equals("channel-sync-whatsapp")).findFirst().orElseThrow();
  private static final Path SAMPLE = HOME.resolve("deploy/simulators/src/main/resources/sample-mail/mailboxes");

  private final Children children;
  private final LocalStack stack;
  private final Provider provider;
  private final Progress progress;
  private final List<Component> processes = new ArrayList<>();
  private final String url;

  private QueueStage(Children children, LocalStack stack, Provider provider, Progress progress, String url) {
    this.children = children;
    this.stack = stack;
    this.provider = provider;
    this.progress = progress;
    this.url = url;
  }

  static QueueStage start(Path folder) throws Exception {
    var data = new DataFolder(folder);
    var children = new Children(data.pids());
    var progress = new Progress(System.err);
    var provider = new Provider(TENANTS);
    try {
      var stack = LocalStack.withoutServices(children, data, HOME, SAMPLE, progress);
      var ports = List.of(new Ports().any(), new Ports().any());
      var stage = new QueueStage(children, stack, provider, progress, "http://127.0.0.1:" + ports.getFirst());
      var clock = new WrongClock(folder.resolve("agent"));
      for (var i = 0; i < WRONG.size(); i++) {
        stage.startProcess(data, WHATSAPP.name() + "-" + (i + 1), ports.get(i), clock.by(WRONG.get(i)));
      }
      return stage;
    } catch (Exception e) {
      children.killAll();
      provider.close();
      throw e;
    }
  }

  private void startProcess(DataFolder data, String name, int port, Map<String, String> clock) throws IOException {
    processes.add(stack.services().startReplica(WHATSAPP, name, port, QueueSettings.environment(provider.url(), clock)));
    try (var lines = Files.lines(data.log(name))) {
      var said = lines.filter(line -> line.startsWith(WrongClockAgent.SAYS)).findFirst();
      progress.say(said.orElseThrow(() -> new AssertionError(name + " tells the right time")));
    }
  }

  List<Component> processes() {
    return processes;
  }

  Provider provider() {
    return provider;
  }

  Sql sql() {
    return new Sql(stack.infrastructure().postgres());
  }

  String bootstrapServers() {
    return stack.infrastructure().broker().bootstrapServers();
  }

  String registryUrl() {
    return stack.infrastructure().registry().url();
  }

  void say(String what) {
    progress.say(what);
  }

  void connectAccounts() {
    for (var tenant : TENANTS) {
      for (var account : provider.accountsOf(tenant)) {
        api(tenant).post("/api/channels/whatsapp/connections", Map.of("account", account));
      }
      limit(tenant, QueueSettings.rate(tenant));
    }
  }

  /** Calls an hour of each of the tenant's accounts. */
  void limit(String tenant, int rate) {
    for (var account : provider.accountsOf(tenant)) {
      api(tenant).patch("/api/channels/whatsapp/connections/" + account, Map.of("rate_limit_per_hour", rate));
    }
  }

  /** Good for an hour: who checks it thinks it is ten minutes later. */
  private FrontDoor api(String tenant) {
    return new FrontDoor(url, () -> stack.key().token(tenant, "queue", Set.of("api"), Duration.ofHours(1)));
  }

  @Override
  public void close() throws IOException {
    try {
      stack.stop();
    } finally {
      children.killAll();
      provider.close();
    }
  }
}
