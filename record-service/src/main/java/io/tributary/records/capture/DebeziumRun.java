package io.tributary.records.capture;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the engine, from the slot's position to the first failure. The slot alone decides where to resume: offsets live in
 * memory and die with the run, and neither Debezium's heartbeat nor its transaction metadata is used, since 3.6.3 loses rows of
 * interleaved transactions with them.
 */
final class DebeziumRun implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DebeziumRun.class);

  private static final long LARGEST_QUEUE = 32L * 1024 * 1024;
  /** Longer than one attempt to publish: no batch of this run may be said beside those of the next. */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

  private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  DebeziumRun(CaptureDatabase database, CaptureSettings settings, ChangeConsumer<RecordChangeEvent<SourceRecord>> changes) {
    this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
        .using(properties(database, settings))
        .using((boolean success, String message, @Nullable Throwable error) -> ended.complete(whyEnded(message, error)))
        .notifying(changes)
        .build();
    Thread.ofPlatform().name("capture-engine").daemon().start(this::run);
  }

  private void run() {
    try {
      engine.run();
    } finally {
      ended.complete("the engine returned");
    }
  }

  /** Waits for the run to end; returns why it did, or null where it still runs after the time. */
  @Nullable String awaitEnd(Duration time) throws InterruptedException {
    try {
      return ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillRunning) {
      return null;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("nothing completes the run with a failure", impossible);
    }
  }

  /** Ends the run; the batch in hand is either finished or not acknowledged. */
  @Override
  public void close() {
    try {
      engine.close();
      ended.get(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException | ExecutionException | TimeoutException | IllegalStateException notClosed) {
      log.warn("The capture engine did not close: {}", notClosed.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String whyEnded(String message, @Nullable Throwable error) {
    return error == null ? message : message + ": " + error;
  }

  private static Properties properties(CaptureDatabase database, CaptureSettings settings) {
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
}
