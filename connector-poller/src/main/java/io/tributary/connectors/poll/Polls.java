package io.tributary.connectors.poll;

import io.tributary.connectors.connection.SealedCredentials;
import io.tributary.connectors.jooq.tables.records.RunsRecord;
import io.tributary.events.PollRun;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Outgoing;
import java.util.function.Function;

/** Puts the parts of {@link Poll} together. */
public final class Polls {

  /** @param changed called when runs or connections are to be published */
  public static Poll of(
      Connectors connectors, Database database, PublishObserved publish, SealedCredentials sealed, PollSettings settings, Runnable changed) {
    return new Poll(
        connectors, new ReadStream(database, publish, settings), new OpenConnections(database, sealed),
        new Runs(database, settings, changed), settings);
  }

  public static Function<RunsRecord, Outgoing<PollRun>> runEvent() {
    return new RunEvent();
  }

  private Polls() {}
}
