package io.tributary.connectors.slack;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.calls.Providers;
import io.tributary.connectors.poll.Connector;
import io.tributary.connectors.poll.OpenConnection;
import io.tributary.connectors.poll.Session;
import io.tributary.connectors.poll.Workspace;
import io.tributary.events.Channel;
import io.tributary.events.PollSource;
import io.tributary.service.database.Database;
import io.tributary.service.database.DatabaseTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** Slack, with a bot's token (xoxb-…). */
@Component
final class SlackConnector implements Connector {

  private final Providers providers;
  private final Database database;
  private final SlackSettings settings;
  private final DatabaseTime time;

  SlackConnector(Providers providers, Database database, SlackSettings settings, DatabaseTime time) {
    this.providers = providers;
    this.database = database;
    this.settings = settings;
    this.time = time;
  }

  @Override
  public PollSource source() {
    return PollSource.SLACK;
  }

  @Override
  public Channel channel() {
    return Channel.SLACK;
  }

  @Override
  public Workspace identify(OpenConnection connection) {
    var team = api(connection, new AtomicBoolean()).authTest();
    if (team.teamId() == null) {
      throw new PollFailed(PollFailure.UNREADABLE, "Slack did not say which team the token belongs to.");
    }
    return new Workspace(team.teamId(), team.team() == null ? team.teamId() : team.team(), List.of());
  }

  @Override
  public Session open(OpenConnection connection) {
    var restricted = new AtomicBoolean(connection.settings().restricted());
    var api = api(connection, restricted);
    var people = new SlackPeople(database, connection.key(), api);
    return new SlackSession(connection, api, people, new Threads(database, connection.key()), settings, restricted, time);
  }

  private SlackApi api(OpenConnection connection, AtomicBoolean restricted) {
    var rules = new SlackRules(settings.url(), connection.credentials().required("token"), restricted::get);
    return providers.api(SlackApi.class, connection.key(), rules, connection.share(), connection.count());
  }
}
