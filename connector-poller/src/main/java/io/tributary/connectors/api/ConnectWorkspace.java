package io.tributary.connectors.api;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.CallCount;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.Share;
import io.tributary.connectors.connection.Connection;
import io.tributary.connectors.connection.Credentials;
import io.tributary.connectors.connection.Settings;
import io.tributary.connectors.connection.StoredConnections;
import io.tributary.connectors.poll.Connectors;
import io.tributary.connectors.poll.OpenConnection;
import io.tributary.connectors.schedule.PollSchedule;
import io.tributary.service.web.Problem;
import java.util.concurrent.atomic.AtomicReference;

/** Connects: the provider says whose credentials these are, they are stored sealed, and the first poll begins. */
final class ConnectWorkspace {

  private static final int LONGEST = 200;

  private final Connectors connectors;
  private final StoredConnections connections;
  private final PollSchedule schedule;

  ConnectWorkspace(Connectors connectors, StoredConnections connections, PollSchedule schedule) {
    this.connectors = connectors;
    this.connections = connections;
    this.schedule = schedule;
  }

  Connection connect(ConnectionKey asked, Credentials credentials, Settings settings) {
    var kept = new AtomicReference<>(credentials);
    var opened = new OpenConnection(asked, credentials, settings, Share.LIVE, new CallCount(), kept::set, _ -> {});
    try {
      var workspace = connectors.of(asked.source()).identify(opened);
      if (workspace.id().isBlank() || workspace.id().length() > LONGEST || workspace.id().contains("|")) {
        throw Problem.invalid("workspace", "is needed, at most %d characters without \"|\".".formatted(LONGEST));
      }
      var key = new ConnectionKey(asked.tenant(), asked.source(), workspace.id());
      var connection = connections.connect(key, workspace.name(), workspace.own(), kept.get(), settings);
      schedule.add(key);
      return connection;
    } catch (PollFailed failed) {
      throw switch (failed.failure()) {
        case ACCESS_DEAD -> Problem.invalid("credentials", failed.getMessage());
        case STREAM_CLOSED, ITEM_GONE, CURSOR_EXPIRED, UNREADABLE, TOO_LONG -> Problem.invalid(failed.getMessage());
        case RATE_LIMITED, TRANSIENT -> Problem.unavailable(failed.getMessage() + " Try again later.");
      };
    }
  }
}
