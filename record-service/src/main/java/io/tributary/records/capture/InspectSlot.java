package io.tributary.records.capture;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what the engine takes for granted: with a lost slot it would wait for ever, with another publication or replica
 * identity it would run on and miss changes.
 */
final class InspectSlot {

  private final String slot;
  private final InspectPublication publication;

  InspectSlot(CaptureSettings settings) {
    this.slot = settings.slot();
    this.publication = new InspectPublication(settings.publication());
  }

  /**
   * @param database a connection of the role that captures
   * @param source what was written down when the slot was made; null where nothing was ever captured
   */
  SlotFinding inspect(DSLContext database, @Nullable CaptureSource source) {
    var problems = publication.problems(database);
    if (!problems.isEmpty()) {
      return new SlotFinding.Misconfigured(problems);
    }
    if (source == null) {
      return new SlotFinding.FirstStart();
    }
    var loss = loss(database, source);
    if (loss != null) {
      return new SlotFinding.Lost(loss);
    }
    return isActive(database) ? new SlotFinding.Held() : new SlotFinding.Free(source.epoch());
  }

  private @Nullable String loss(DSLContext database, CaptureSource source) {
    if (!source.slotReady()) {
      return "a new slot was begun and not finished";
    }
    var server = Server.of(database);
    if (!server.equals(source.server())) {
      return "the server was %s and is %s".formatted(source.server(), server);
    }
    var found = database.fetchOptional(
        "select wal_status, plugin = 'pgoutput' and database = current_database() from pg_replication_slots where slot_name = ?", slot);
    if (found.isEmpty()) {
      return "slot %s is gone".formatted(slot);
    }
    if (!found.get().get(1, Boolean.class)) {
      return "slot %s is not one of pgoutput on this database".formatted(slot);
    }
    return "lost".equals(found.get().get(0, String.class)) ? "slot %s lost its WAL".formatted(slot) : null;
  }

  private boolean isActive(DSLContext database) {
    return database.fetchOptional("select active from pg_replication_slots where slot_name = ?", slot)
        .map(row -> row.get(0, Boolean.class)).orElse(false);
  }
}
