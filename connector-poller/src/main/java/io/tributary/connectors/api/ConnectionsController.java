package io.tributary.connectors.api;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.connection.Connection;
import io.tributary.connectors.connection.ConnectionState;
import io.tributary.connectors.connection.Credentials;
import io.tributary.connectors.connection.Settings;
import io.tributary.connectors.connection.StoredConnections;
import io.tributary.connectors.poll.Connectors;
import io.tributary.connectors.schedule.PollSchedule;
import io.tributary.events.PollSource;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's connections to one source. */
@RestController
@RequestMapping("/api/connectors/{source}/connections")
final class ConnectionsController {

  /**
   * @param workspace a name for what the provider has none for (Gong, Fathom); else left out
   * @param credentials by name, as the source's README says
   */
  record NewConnection(
      @Nullable String workspace, @Nullable Map<String, String> credentials, @Nullable Settings settings) {}

  record Change(@Nullable Settings settings) {}

  private final Connectors connectors;
  private final ConnectWorkspace connectWorkspace;
  private final StoredConnections connections;
  private final PollSchedule schedule;

  ConnectionsController(Connectors connectors, ConnectWorkspace connectWorkspace, StoredConnections connections, PollSchedule schedule) {
    this.connectors = connectors;
    this.connectWorkspace = connectWorkspace;
    this.connections = connections;
    this.schedule = schedule;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Connection connect(Tenant tenant, @PathVariable String source, @RequestBody NewConnection wanted) {
    var credentials = new Credentials(Optional.ofNullable(wanted.credentials()).orElseThrow(
        () -> Problem.invalid("credentials", "are needed to connect.")));
    var settings = wanted.settings() == null ? Settings.NONE : wanted.settings();
    var key = new ConnectionKey(tenant.id(), sourceOf(source), wanted.workspace() == null ? "" : wanted.workspace().strip());
    return connectWorkspace.connect(key, credentials, settings);
  }

  @GetMapping
  Page<Connection> list(Tenant tenant, @PathVariable String source, PageRequest page) {
    var after = page.cursor() == null ? "" : CursorCodec.decode(page.cursor(), 1).getFirst();
    var found = connections.list(tenant.id(), sourceOf(source).name(), after, page.limit() + 1);
    boolean more = found.size() > page.limit();
    var items = more ? found.subList(0, page.limit()) : found;
    return new Page<>(items, more ? CursorCodec.encode(items.getLast().workspace()) : null);
  }

  @GetMapping("/{workspace}")
  Connection get(Tenant tenant, @PathVariable String source, @PathVariable String workspace) {
    return connections.get(key(tenant, source, workspace));
  }

  @PatchMapping("/{workspace}")
  Connection change(Tenant tenant, @PathVariable String source, @PathVariable String workspace, @RequestBody Change change) {
    if (change.settings() == null) {
      throw Problem.invalid("settings", "are needed: they are all that can be changed; to change credentials, connect again.");
    }
    return connections.change(key(tenant, source, workspace), change.settings());
  }

  @PostMapping("/{workspace}/pause")
  Connection pause(Tenant tenant, @PathVariable String source, @PathVariable String workspace) {
    return connections.become(key(tenant, source, workspace), ConnectionState.PAUSED);
  }

  @PostMapping("/{workspace}/resume")
  Connection resume(Tenant tenant, @PathVariable String source, @PathVariable String workspace) {
    var key = key(tenant, source, workspace);
    var resumed = connections.become(key, ConnectionState.ACTIVE);
    schedule.add(key);
    return resumed;
  }

  @PostMapping("/{workspace}/poll")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Connection pollNow(Tenant tenant, @PathVariable String source, @PathVariable String workspace) {
    var key = key(tenant, source, workspace);
    var connection = connections.get(key);
    if (!ConnectionState.valueOf(connection.state().toUpperCase(Locale.ROOT)).isPolled()) {
      throw Problem.conflict("The connection is %s: resume it first.".formatted(connection.state()));
    }
    schedule.pollNow(key);
    return connection;
  }

  @DeleteMapping("/{workspace}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Tenant tenant, @PathVariable String source, @PathVariable String workspace) {
    connections.become(key(tenant, source, workspace), ConnectionState.REMOVED);
  }

  private ConnectionKey key(Tenant tenant, String source, String workspace) {
    return new ConnectionKey(tenant.id(), sourceOf(source), workspace);
  }

  private PollSource sourceOf(String name) {
    return Arrays.stream(PollSource.values())
        .filter(source -> source.name().toLowerCase(Locale.ROOT).equals(name) && connectors.has(source))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("connector", name));
  }
}
