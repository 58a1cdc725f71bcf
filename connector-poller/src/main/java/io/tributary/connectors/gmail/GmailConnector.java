package io.tributary.connectors.gmail;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.calls.Providers;
import io.tributary.connectors.oauth.AccessToken;
import io.tributary.connectors.poll.Connector;
import io.tributary.connectors.poll.OpenConnection;
import io.tributary.connectors.poll.Session;
import io.tributary.connectors.poll.Workspace;
import io.tributary.events.Channel;
import io.tributary.events.PollSource;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.database.DatabaseTime;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gmail, one mailbox a connection, with an OAuth refresh token. Its mails belong to the channel e-mail, like those of every other mailbox. */
@Component
final class GmailConnector implements Connector {

  private final Providers providers;
  private final GmailSettings settings;
  private final DatabaseTime time;

  GmailConnector(Providers providers, GmailSettings settings, DatabaseTime time) {
    this.providers = providers;
    this.settings = settings;
    this.time = time;
  }

  @Override
  public PollSource source() {
    return PollSource.GMAIL;
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public Workspace identify(OpenConnection connection) {
    var address = EmailAddresses.identify(api(connection).profile().emailAddress()).found()
        .orElseThrow(() -> new PollFailed(PollFailure.UNREADABLE, "Gmail did not say whose mailbox it is."));
    return new Workspace(address.getCanonical(), address.getRaw(), List.of(address));
  }

  @Override
  public Session open(OpenConnection connection) {
    return new GmailSession(connection, api(connection), settings, time);
  }

  private GmailApi api(OpenConnection connection) {
    var token = new AccessToken(providers, connection, settings.tokenUrl(), time);
    var rules = new GmailRules(settings.url(), token, settings.unitsPerMinute());
    return providers.api(GmailApi.class, connection.key(), rules, connection.share(), connection.count());
  }
}
