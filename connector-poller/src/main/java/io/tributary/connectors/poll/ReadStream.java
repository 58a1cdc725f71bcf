package io.tributary.connectors.poll;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.service.database.Database;
import java.util.HashSet;
import java.util.Set;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionException;
import org.springframework.web.client.RestClientException;

/** Reads one stream from its position to its end. The position moves with the data: after the broker has a page, never before. */
final class ReadStream {

  private static final Logger log = LoggerFactory.getLogger(ReadStream.class);

  private final Database database;
  private final PublishObserved publish;
  private final PollSettings settings;

  ReadStream(Database database, PublishObserved publish, PollSettings settings) {
    this.database = database;
    this.publish = publish;
    this.settings = settings;
  }

  /** @param until by System.nanoTime(): no page is begun after it */
  StreamReport read(Session session, ConnectionKey key, String stream, long until) {
    var tally = new Tally(stream);
    var positions = new Positions(database, key, stream);
    try {
      var position = positions.current();
      var visited = new HashSet<String>();
      do {
        mustBeNew(position, visited);
        var page = page(session, key, stream, position);
        mustHoldSomething(page, positions);
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
    }
    return tally.report();
  }

  /** What is wrong with one stream's answers is that stream's failure, be it our defect: the others go on. */
  private static Page page(Session session, ConnectionKey key, String stream, @Nullable String position) {
    try {
      return session.read(stream, position);
    } catch (PollFailed | DataAccessException | org.springframework.dao.DataAccessException | TransactionException known) {
      throw known;
    } catch (RestClientException undecodable) {
      throw new PollFailed(PollFailure.UNREADABLE, key.sourceName() + "'s answer is not what its API describes: "
          + undecodable.getClass().getSimpleName() + ".");
    } catch (RuntimeException defect) {
      log.error("Reading {} of {} failed by a defect of ours", stream, key.sourceName(), defect);
      throw new PollFailed(PollFailure.UNREADABLE, "The poller failed at an answer: " + defect.getClass().getSimpleName() + ".");
    }
  }

  /**
   * Odd items among good ones are left out. A page of nothing else is asked for again in later runs, as its items may come yet; but some
   * never do, and what is behind them must not wait for good.
   */
  private void mustHoldSomething(Page page, Positions positions) {
    if (page.isNothingButOdd() && !positions.areOddFor(settings.oddPages())) {
      throw new PollFailed(PollFailure.UNREADABLE,
          "None of %d can be read: %s.".formatted(page.unreadable().size(), page.unreadable().getFirst()));
    }
  }

  /** A cursor that comes again would be followed without end. */
  private static void mustBeNew(@Nullable String position, Set<String> visited) {
    if (position != null && !visited.add(position)) {
      throw new PollFailed(PollFailure.UNREADABLE, "The provider gave the same cursor again: reading stops where it was.");
    }
  }
}
