package io.tributary.connectors.gong;

import io.tributary.connectors.calls.Providers;
import io.tributary.connectors.poll.Connector;
import io.tributary.connectors.poll.OpenConnection;
import io.tributary.connectors.poll.Session;
import io.tributary.connectors.poll.Workspace;
import io.tributary.events.Channel;
import io.tributary.events.PollSource;
import io.tributary.service.database.DatabaseTime;
import io.tributary.service.web.Problem;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gong, with an access key and its secret. A connection is named by whoever connects it: the API does not say whose key it is. */
@Component
final class GongConnector implements Connector {

  private static final Duration PROBE = Duration.ofMinutes(1);

  private final Providers providers;
  private final GongSettings settings;
  private final DatabaseTime time;

  GongConnector(Providers providers, GongSettings settings, DatabaseTime time) {
    this.providers = providers;
    this.settings = settings;
    this.time = time;
  }

  @Override
  public PollSource source() {
    return PollSource.GONG;
  }

  @Override
  public Channel channel() {
    return Channel.CALL;
  }

  @Override
  public Workspace identify(OpenConnection connection) {
    var name = connection.key().workspace();
    if (name.isBlank()) {
      throw Problem.invalid("workspace", "is needed: a name for this Gong account.");
    }
    var now = time.instant();
    new GongSession(connection, api(connection), settings, time).page(now.minus(PROBE), now, null);
    return new Workspace(name, name, List.of());
  }

  @Override
  public Session open(OpenConnection connection) {
    return new GongSession(connection, api(connection), settings, time);
  }

  private GongApi api(OpenConnection connection) {
    var own = connection.settings().baseUrl();
    if (own != null && !settings.allows(own)) {
      throw Problem.invalid("settings.base_url", "must be https and one of " + settings.allowedHosts() + ".");
    }
    var credentials = connection.credentials();
    var rules = new GongRules(own == null ? settings.url() : own, credentials.required("access_key"), credentials.required("access_key_secret"));
    return providers.api(GongApi.class, connection.key(), rules, connection.share(), connection.count());
  }
}
