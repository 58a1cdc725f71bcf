package io.tributary.channels.trigger;

import io.tributary.channels.RecordKey;
import io.tributary.channels.WorkSignal;
import io.tributary.channels.job.OpenJobs;
import io.tributary.events.IdentifiersChanged;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hears of changed identifiers. It only touches rows, in one transaction a batch: the provider is never asked here, so a slow provider
 * never blocks the topic.
 */
public final class RecordIdentifiers implements BatchHandler<IdentifiersChanged> {

  private final Database database;
  private final WorkSignal work;

  public RecordIdentifiers(Database database, WorkSignal work) {
    this.database = database;
    this.work = work;
  }

  @Override
  public void handle(List<Received<IdentifiersChanged>> batch) {
    var states = latestByRecord(batch);
    database.runAsWorker(db -> {
      new ApplyIdentifiers(states.values()).run(db);
      new OpenJobs(states.keySet()).run(db);
    });
    work.wake();
  }

  private static Map<RecordKey, IdentifiersNow> latestByRecord(List<Received<IdentifiersChanged>> batch) {
    var latest = new TreeMap<RecordKey, IdentifiersNow>();
    for (var received : batch) {
      var now = now(received);
      if (now != null) {
        latest.merge(now.key(), now, IdentifiersNow::later);
      }
    }
    return latest;
  }

  /**
   * A null says that the record is gone since a position: compaction may have left nothing else of its end. Without a position it says
   * nothing that counts, since it may be a repetition from before the record was restored.
   */
  private static @Nullable IdentifiersNow now(Received<IdentifiersChanged> received) {
    var event = received.value();
    if (event != null) {
      return IdentifiersNow.of(event, received.timestamp(), received.traceparent());
    }
    var gone = received.position();
    return gone == null ? null : IdentifiersNow.gone(keyOf(received), gone, received.timestamp(), received.traceparent());
  }

  private static RecordKey keyOf(Received<IdentifiersChanged> received) {
    int bar = received.key().lastIndexOf('|');
    try {
      return new RecordKey(received.key().substring(0, bar), Long.parseLong(received.key(), bar + 1, received.key().length(), 10));
    } catch (IndexOutOfBoundsException | NumberFormatException _) {
      throw new UnprocessableEvent("The key of a tombstone on " + received.topic() + " is not tenant|record.");
    }
  }
}
