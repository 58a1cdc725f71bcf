package io.tributary.local.stack;

import io.tributary.local.process.ChildFailed;
import io.tributary.local.process.Children;
import io.tributary.local.process.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The whole system on this machine, running. */
public final class LocalStack {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Children children;
  private final Infrastructure infrastructure;
  private final Simulators simulators;
  private final Services services;
  private final LocalKey key;

  private LocalStack(
      Children children, Infrastructure infrastructure, Simulators simulators, Services services, LocalKey key) {
    this.children = children;
    this.infrastructure = infrastructure;
    this.simulators = simulators;
    this.services = services;
    this.key = key;
  }

  /**
   * Starts everything and returns when all is ready.
   *
   * @param children gets what is started, also when the start fails: whoever gave it stops it
   * @param home the source tree, built
   * @param mail the mailboxes that the provider's double serves
   */
  public static LocalStack start(Children children, DataFolder folder, Path home, Path mail, Progress progress)
      throws Exception {
    var stack = withoutServices(children, folder, home, mail, progress);
    return progress.phase("services", () -> {
      stack.services.start(Service.ALL, Map.of());
      stack.simulators.awaitReady();
      stack.services.awaitReady(progress);
      return stack;
    });
  }

  /** As {@link #start}, but none of the services runs yet, and the provider's double may still be starting. */
  public static LocalStack withoutServices(Children children, DataFolder folder, Path home, Path mail, Progress progress)
      throws Exception {
    var ports = new PortBook(folder.ports());
    var key = LocalKey.in(folder.keys());
    var infrastructure = progress.phase("infrastructure",
        () -> Infrastructure.start(children, folder, ports, home, progress));
    var simulators = Simulators.start(children, folder, home, ports, mail);
    var services = Services.of(children, folder, ports, home, infrastructure, simulators, key);
    return new LocalStack(children, infrastructure, simulators, services, key);
  }

  public Infrastructure infrastructure() {
    return infrastructure;
  }

  public Simulators simulators() {
    return simulators;
  }

  public Services services() {
    return services;
  }

  public LocalKey key() {
    return key;
  }

  public String frontDoor() {
    return services.frontDoor();
  }

  /** Every process but the providers' doubles, to be disturbed one by one: infrastructure first, then the services that run. */
  public List<Component> components() {
    return Stream.concat(infrastructure.components().stream(), services.components().stream()).toList();
  }

  public long pssMib() {
    return Memory.pssMib(children.started());
  }

  /** @throws ChildFailed if one of the processes ended though nobody asked it to */
  public void checkAlive() {
    for (var child : children.started()) {
      if (child.diedByItself()) {
        throw new ChildFailed(child, "ended by itself");
      }
    }
  }

  /** Services first, together; then what they rest on, PostgreSQL last. */
  public void stop() throws IOException {
    services.stop(PATIENCE);
    children.stop(List.of(simulators.process(), infrastructure.registry().process()), PATIENCE);
    children.stopAll(PATIENCE);
  }
}
