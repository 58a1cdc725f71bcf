package io.tributary.records.capture;

import io.debezium.connector.postgresql.PostgresOffsetContext;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Writes down how far the slot will be moved, before the engine moves it. A slot that is found further on was made anew or moved by
 * somebody else, under the same name, and what lies between was never read.
 */
final class SlotPosition {

  private final CaptureSources sources;
  private final long epoch;
  private final Patience patience;
  private long written;

  SlotPosition(CaptureSources sources, long epoch, Patience patience) {
    this.sources = sources;
    this.epoch = epoch;
    this.patience = patience;
  }

  /** @param last of the events that will be confirmed */
  void confirming(SourceRecord last) throws InterruptedException {
    var position = Stream.of(PostgresOffsetContext.LAST_COMMIT_LSN_KEY, PostgresOffsetContext.LAST_COMPLETELY_PROCESSED_LSN_KEY)
        .map(last.sourceOffset()::get)
        .mapToLong(lsn -> lsn instanceof Number number ? number.longValue() : 0)
        .max().orElse(0);
    if (position > written) {
      patience.untilDone("writing down the slot's position", () -> sources.confirming(epoch, position));
      written = position;
    }
  }
}
