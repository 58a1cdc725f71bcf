package io.tributary.records.capture;

import io.debezium.connector.postgresql.PostgresConnector;
import java.util.Properties;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/**
 * How Debezium's engine is set up. The slot alone decides where to resume: offsets live in memory and die with the run, and neither
 * Debezium's heartbeat nor its transaction metadata is used, since 3.6.3 loses rows of interleaved transactions with them.
 */
public final class EngineProperties {

  private static final long LARGEST_QUEUE = 32L * 1024 * 1024;

  /**
   * @param url of the database, for JDBC
   * @param settings slot and publication must exist
   */
  public static Properties of(String url, CaptureSettings settings) {
    return of(new CaptureDatabase(url, settings), settings);
  }

  static Properties of(CaptureDatabase database, CaptureSettings settings) {
    var engine = new Properties();
    engine.setProperty("name", "tributary-records");
    engine.setProperty("topic.prefix", "records");
    engine.setProperty("connector.class", PostgresConnector.class.getName());
    database.describeTo(engine);
    engine.setProperty("plugin.name", "pgoutput");
    engine.setProperty("slot.name", settings.slot());
    engine.setProperty("slot.drop.on.stop", "false");
    engine.setProperty("publication.name", settings.publication());
    engine.setProperty("publication.autocreate.mode", "disabled");
    engine.setProperty("schema.include.list", "public");
    engine.setProperty("offset.storage", MemoryOffsetBackingStore.class.getName());
    engine.setProperty("offset.flush.interval.ms", "0");
    engine.setProperty("snapshot.mode", "no_data");
    engine.setProperty("tombstones.on.delete", "false");
    // By its number of rows alone the queue would hold gigabytes: a row may have 1 MiB, and comes with what it was before.
    engine.setProperty("max.queue.size.in.bytes", Long.toString(LARGEST_QUEUE));
    engine.setProperty("poll.interval.ms", Long.toString(settings.pollInterval().toMillis()));
    // Failures end the run: the slot is looked at before the next, which an engine that retries by itself would not do.
    engine.setProperty("errors.max.retries", "0");
    engine.setProperty("slot.max.retries", "0");
    return engine;
  }

  private EngineProperties() {}
}
