package io.tributary.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.service.database.Database;
import java.util.List;
import org.jooq.Record;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** Gives every {@link RowsToTopic} of the service its thread. */
final class RunRowsToTopics implements SmartLifecycle {

  private final List<SweepRows> sweepers;
  private volatile boolean running;

  RunRowsToTopics(
      List<RowsToTopic<?, ?>> declared, Database database, EventPublisher publisher, KafkaSettings settings, MeterRegistry metrics) {
    this.sweepers = declared.stream().map(rows -> sweeper(rows, database, publisher, settings, metrics)).toList();
  }

  private static <R extends Record> SweepRows sweeper(
      RowsToTopic<R, ?> rows, Database database, EventPublisher publisher, KafkaSettings settings, MeterRegistry metrics) {
    var sweeper = new SweepRows(rows.name(), new PublishRows<>(rows, database, publisher), settings, metrics);
    rows.sweptBy(sweeper);
    return sweeper;
  }

  @Override
  public void start() {
    sweepers.forEach(SweepRows::start);
    running = true;
  }

  @Override
  public void stop() {
    try {
      for (var sweeper : sweepers) {
        sweeper.stop();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Started before the subscriptions, stopped after them: handlers poke. */
  @Override
  public int getPhase() {
    return AbstractMessageListenerContainer.DEFAULT_PHASE - 1;
  }
}
