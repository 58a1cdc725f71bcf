package io.tributary.connectors.fathom;

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

/** Fathom, with a user's API key: it sees what that user recorded or what was shared with them. The connection is named by whoever connects it. */
@Component
final class FathomConnector implements Connector {

  private static final Duration PROBE = Duration.ofMinutes(1);

  private final Providers providers;
  private final FathomSettings settings;
  private final DatabaseTime time;

  FathomConnector(Providers providers, FathomSettings settings, DatabaseTime time) {
    this.providers = providers;
    this.settings = settings;
    this.time = time;
  }

  @Override
  public PollSource source() {
    return PollSource.FATHOM;
  }

  @Override
  public Channel channel() {
    return Channel.MEETING;
  }

  @Override
  public Workspace identify(OpenConnection connection) {
    var name = connection.key().workspace();
    if (name.isBlank()) {
      throw Problem.invalid("workspace", "is needed: a name for this Fathom account.");
    }
    var now = time.instant();
    api(connection).meetings(now.minus(PROBE).toString(), now.toString(), null);
    return new Workspace(name, name, List.of());
  }

  @Override
  public Session open(OpenConnection connection) {
    return new FathomSession(connection.key(), api(connection), settings, time);
  }

  private FathomApi api(OpenConnection connection) {
    var rules = new FathomRules(settings.url(), connection.credentials().required("api_key"));
    return providers.api(FathomApi.class, connection.key(), rules, connection.share(), connection.count());
  }
}
