package io.tributary.local.stack;

import io.tributary.local.feed.FeedContacts;
import io.tributary.local.process.ChildFailed;
import io.tributary.local.process.ChildProcess;
import io.tributary.local.process.Children;
import io.tributary.local.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The seven services, each a process of its own with its own database. */
public final class Services {

  private final Children children;
  private final DataFolder folder;
  private final Infrastructure infrastructure;
  private final Map<Service, Program> programs;
  private final Map<Service, String> urls;
  private final Map<String, String> shared;
  private final Map<Service, RunningService> running = new LinkedHashMap<>();

  private Services(
      Children children, DataFolder folder, Infrastructure infrastructure, Map<Service, Program> programs, Map<Service, String> urls,
      Map<String, String> shared) {
    this.children = children;
    this.folder = folder;
    this.infrastructure = infrastructure;
    this.programs = programs;
    this.urls = urls;
    this.shared = shared;
  }

  /** Knows where each is and will be; none of them runs. */
  static Services of(
      Children children, DataFolder folder, PortBook ports, Path home, Infrastructure infrastructure, Simulators simulators,
      LocalKey key) throws IOException {
    var keyset = LocalKeyset.in(folder.keys());
    var programs = new LinkedHashMap<Service, Program>();
    for (var service : Service.ALL) {
      programs.put(service, Program.of(home, service.name(), "tributary-" + service.name(), folder.programs()));
    }
    var urls = new HashMap<Service, String>();
    for (var service : Service.ALL) {
      urls.put(service, "http://127.0.0.1:" + ports.portOf(service.name(), service.port()));
    }
    var shared = environment(infrastructure, simulators, key, keyset, urls);
    return new Services(children, folder, infrastructure, programs, urls, shared);
  }

  /**
   * Returns at once; {@link #awaitReady} waits.
   *
   * @param settings environment of these services besides what every one gets
   */
  public void start(List<Service> services, Map<String, String> settings) {
    start(services, settings, List.of());
  }

  /** @param jvm options of these services' JVMs besides {@link Command#SMALL_JVM}, and before them where they differ */
  public void start(List<Service> services, Map<String, String> settings, List<String> jvm) {
    for (var service : services) {
      running.put(service, start(service, service.name(), urls.getOrDefault(service, ""), settings, jvm));
    }
  }

  /**
   * Starts one more process of a service, which shares its database and its consumer group; the front door does not know it. Returns when
   * it is ready.
   *
   * @param name of its process and log
   * @param port where it listens
   * @param settings as for {@link #start}
   * @throws ChildFailed if it ends before it is ready, or takes too long
   */
  public Component startReplica(Service service, String name, int port, Map<String, String> settings) {
    var replica = start(service, name, "http://127.0.0.1:" + port, settings, List.of());
    try {
      replica.awaitReady();
    } catch (ChildFailed e) {
      children.forget(replica.process());
      throw e;
    }
    return replica.component();
  }

  private RunningService start(Service service, String name, String url, Map<String, String> settings, List<String> jvm) {
    var program = Objects.requireNonNull(programs.get(service));
    var environment = new HashMap<>(shared);
    environment.putAll(own(service, infrastructure, url));
    environment.putAll(settings);
    var words = new ArrayList<>(List.of("-Xmx256m"));
    words.addAll(jvm);
    words.addAll(List.of("-cp", program.joinedClasspath(), program.mainClass()));
    var process = children.start(Command.java(name, words, environment, folder.log(name)));
    return new RunningService(service, process, url);
  }

  public void awaitReady(Progress progress) {
    for (var service : running.values()) {
      service.awaitReady();
      progress.say("%s is ready at %s".formatted(service.service().name(), service.url()));
    }
  }

  /** Stops all that run, together. */
  public void stop(Duration patience) {
    children.stop(processes(), patience);
    running.clear();
  }

  public List<ChildProcess> processes() {
    return running.values().stream().map(RunningService::process).toList();
  }

  List<Component> components() {
    return running.values().stream().map(RunningService::component).toList();
  }

  /** Where a service is, running or not. */
  public String url(Service service) {
    return Objects.requireNonNull(urls.get(service), service.name());
  }

  public String frontDoor() {
    return running.values().stream().filter(service -> service.service().name().equals(Service.FRONT_DOOR)).findFirst().orElseThrow().url();
  }

  private static Map<String, String> environment(
      Infrastructure infrastructure, Simulators simulators, LocalKey key, Path keyset, Map<Service, String> urls) {
    var all = new HashMap<>(Map.of(
        "BIND_ADDRESS", "127.0.0.1",
        "KAFKA_BOOTSTRAP_SERVERS", infrastructure.broker().bootstrapServers(),
        "SCHEMA_REGISTRY_URL", infrastructure.registry().url(),
        "TRIBUTARY_PUBLIC_KEY", "file:" + key.publicKey(),
        "SECRETS_KEYSET", "file:" + keyset));
    all.putAll(simulators.environment());
    all.putAll(Simulators.salesforce(FeedContacts.TENANT, simulators.port("salesforce")));
    urls.forEach((service, url) -> {
      if (service.routeVariable().isEmpty()) {
        // The doubles are on this machine too: what happens there comes in by the front door, as from the provider.
        all.put("PUBLIC_URL", url);
        // The doubles forget what was registered when they end.
        all.put("WEBHOOKS_COMPARED_EVERY", "1m");
      } else {
        all.put(service.routeVariable(), url);
      }
    });
    return all;
  }

  private static Map<String, String> own(Service service, Infrastructure infrastructure, String url) {
    var database = service.database();
    var own = new HashMap<>(Map.of(
        "PORT", url.substring(url.lastIndexOf(':') + 1),
        "DATABASE_URL", infrastructure.postgres().jdbcUrl(database),
        "DATABASE_USER", database + "_service",
        "DATABASE_PASSWORD", database + "_service",
        "DATABASE_OWNER_USER", database + "_owner",
        "DATABASE_OWNER_PASSWORD", database + "_owner"));
    if (service.database().equals("linkedin_sync")) {
      // Behind the double there is nobody who counts look-ups: what is imported is synced today.
      own.put("LOOK_UPS_PER_DAY", "1000000");
    }
    if (service.name().equals(Service.FRONT_DOOR)) {
      own.put("CDC_DATABASE_USER", "records_cdc");
      own.put("CDC_DATABASE_PASSWORD", "records_cdc");
      // The slot passes the last change with the next heartbeat: a check waits that long for quiet.
      own.put("CDC_HEARTBEAT_INTERVAL", "2s");
    }
    return own;
  }
}
