package io.tributary.channels.trigger;

import io.tributary.channels.RecordKey;
import io.tributary.channels.WorkSignal;
import io.tributary.channels.job.OpenJobs;
import io.tributary.events.IdentifiersChanged;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    var tombstones = tombstonesOf(batch);
    database.runAsWorker(db -> {
      new ApplyIdentifiers(states.values()).run(db);
      new ApplyTombstones(tombstones).run(db);
      OpenJobs.wantedOf(states.keySet()).run(db);
    });
    work.wake();
  }

  private static Map<RecordKey, IdentifiersNow> latestByRecord(List<Received<IdentifiersChanged>> batch) {
    var latest = new TreeMap<RecordKey, IdentifiersNow>();
    for (var received : batch) {
      var event = received.value();
      if (event != null) {
        var now = IdentifiersNow.of(event, received.timestamp(), received.traceparent());
        latest.merge(now.key(), now, IdentifiersNow::later);
      }
    }
    return latest;
  }

  private static Map<RecordKey, Instant> tombstonesOf(List<Received<IdentifiersChanged>> batch) {
    var tombstones = new TreeMap<RecordKey, Instant>();
    for (var received : batch) {
      if (received.value() == null) {
        tombstones.put(keyOf(received), received.timestamp());
      }
    }
    return tombstones;
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
