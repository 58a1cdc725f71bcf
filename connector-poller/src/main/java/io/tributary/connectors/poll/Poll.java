package io.tributary.connectors.poll;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.Share;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The story of the house: one connection is polled. Each of its streams is read from where the last run left it, the stalest first, page by
 * page; a page's position is stored once the broker has its communications. What fails is named and leaves the others alone.
 */
public final class Poll {

  private static final Logger log = LoggerFactory.getLogger(Poll.class);

  private final Connectors connectors;
  private final ReadStream readStream;
  private final OpenConnections connections;
  private final Runs runs;
  private final PollSettings settings;

  Poll(Connectors connectors, ReadStream readStream, OpenConnections connections, Runs runs, PollSettings settings) {
    this.connectors = connectors;
    this.readStream = readStream;
    this.connections = connections;
    this.runs = runs;
    this.settings = settings;
  }

  /** @return empty if it is not to be polled: paused, without access, or gone */
  public Optional<RunReport> poll(ConnectionKey key, Share share) {
    return connections.open(key, share).map(connection -> {
      var run = runs.begin(connection);
      readStreams(connection, run);
      return runs.end(run);
    });
  }

  private void readStreams(OpenConnection connection, Run run) {
    long until = System.nanoTime() + settings.longestRun().toNanos();
    try {
      var session = connectors.of(connection.key().source()).open(connection);
      for (var stream : connections.stalestFirst(connection.key(), session.streams())) {
        var report = readStream.read(session, connection.key(), stream, until);
        run.add(report);
        if (report.failure() != null && report.failure().endsRun()) {
          return;
        }
      }
    } catch (PollFailed failed) {
      run.fail(failed);
    } catch (RuntimeException defect) {
      log.error("Polling {} failed by a defect of ours", connection.key().sourceName(), defect);
      run.fail(defect);
    }
  }
}
