package io.tributary.records.capture;

import io.tributary.service.database.Database;
import org.jspecify.annotations.Nullable;

/** The row that says which slot, server and epoch changes are captured in. */
final class CaptureSources {

  private final Database database;

  CaptureSources(Database database) {
    this.database = database;
  }

  /** Null where nothing was ever captured. */
  @Nullable CaptureSource find() {
    return database.asWorker(dsl -> dsl
        .fetchOptional("select epoch, system_identifier, timeline, slot_ready, confirmed from cdc_source")
        .map(row -> new CaptureSource(
            row.get(0, Long.class), new Server(row.get(1, String.class), row.get(2, Long.class)), row.get(3, Boolean.class),
            row.get(4, Long.class)))
        .orElse(null));
  }

  /** Later than every epoch before it, also where a restored backup has forgotten some: the clock has not. */
  void beginEpoch(Server server) {
    database.runAsWorker(dsl -> dsl.execute("""
        insert into cdc_source as s (id, epoch, system_identifier, timeline, slot_ready)
        values (1, extract(epoch from clock_timestamp())::bigint, ?, ?, false)
        on conflict (id) do update set
          epoch = greatest(s.epoch + 1, excluded.epoch), system_identifier = excluded.system_identifier,
          timeline = excluded.timeline, slot_ready = false, confirmed = null""", server.systemIdentifier(), server.timeline()));
  }

  /**
   * @param confirmed where the new slot begins
   * @param requested what must be asked for in the same transaction
   */
  void slotStands(long confirmed, Runnable requested) {
    database.runAsWorker(dsl -> {
      dsl.execute("update cdc_source set slot_ready = true, confirmed = ?", confirmed);
      requested.run();
    });
  }

  /** The slot of this epoch is about to be moved up to here. */
  void confirming(long epoch, long position) {
    database.runAsWorker(dsl -> dsl.execute(
        "update cdc_source set confirmed = greatest(confirmed, ?) where epoch = ?", position, epoch));
  }
}
