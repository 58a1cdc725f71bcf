package io.tributary.records.capture;

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the engine, from the slot's position to the first failure. */
final class DebeziumRun implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DebeziumRun.class);

  /** The engine interrupts the batch in hand, which the next run says; it may be at a broker that does not answer. */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

  private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  /** @param properties of the engine */
  DebeziumRun(Properties properties, ChangeConsumer<RecordChangeEvent<SourceRecord>> changes) {
    this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
        .using(properties)
        .using((boolean success, String message, @Nullable Throwable error) -> ended.complete(whyEnded(message, error)))
        .notifying(changes)
        .build();
    Thread.ofPlatform().name("capture-engine").daemon().start(this::run);
  }

  private void run() {
    try {
      engine.run();
      ended.complete("the engine returned");
    } catch (RuntimeException | Error failed) {
      ended.complete("the engine failed: " + failed);
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

  /** Ends the run; the batch in hand is either finished or not confirmed. */
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
}
