package io.tributary.connectors.poll;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.service.database.Database;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientException;

/** Reads one stream from its position to its end. The position moves with the data: after the broker has a page, never before. */
final class ReadStream {

  private final Database database;
  private final PublishObserved publish;
  private final PollSettings settings;

  ReadStream(Database database, PublishObserved publish, PollSettings settings) {
    this.database = database;
    this.publish = publish;
    this.settings = settings;
  }

  StreamReport read(Session session, ConnectionKey key, String stream, Instant until) {
    var tally = new Tally(stream);
    var positions = new Positions(database, key, stream);
    try {
      var position = positions.current();
      var visited = new HashSet<String>();
      do {
        mustBeNew(position, visited);
        var page = session.read(stream, position);
        if (page.again()) {
          tally.restarted();
          visited.clear();
        }
        var published = publish.publish(key, page.items(), db -> positions.moveTo(db, page));
        tally.add(page, published);
        position = page.next();
      } while (tally.goesOn(settings.mostPages(), until));
      positions.settle(tally.report());
    } catch (PollFailed failed) {
      tally.failed(failed);
      positions.fail(failed);
    } catch (RestClientException undecodable) {
      var failed = new PollFailed(PollFailure.UNREADABLE, key.sourceName() + "'s answer is not what its API describes: "
          + undecodable.getClass().getSimpleName() + ".");
      tally.failed(failed);
      positions.fail(failed);
    }
    return tally.report();
  }

  /** A cursor that comes again would be followed without end. */
  private static void mustBeNew(@Nullable String position, Set<String> visited) {
    if (position != null && !visited.add(position)) {
      throw new PollFailed(PollFailure.UNREADABLE, "The provider gave the same cursor again: reading stops where it was.");
    }
  }
}
