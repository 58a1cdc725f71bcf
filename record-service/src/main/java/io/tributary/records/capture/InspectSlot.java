package io.tributary.records.capture;

import java.util.function.Supplier;
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
   * @param written reads what was written down when the slot was made and each time before it is moved; null where nothing was
   *     ever captured
   */
  SlotFinding inspect(DSLContext database, Supplier<@Nullable CaptureSource> written) {
    var problems = publication.problems(database);
    if (!problems.isEmpty()) {
      return new SlotFinding.Misconfigured(problems);
    }
    // The slot first: whoever captures may move it in between, and has then written down so before.
    var found = SlotRow.find(database, slot);
    var source = written.get();
    if (source == null) {
      return new SlotFinding.FirstStart();
    }
    var loss = loss(database, source, found.orElse(null));
    if (loss != null) {
      return new SlotFinding.Lost(loss);
    }
    return found.orElseThrow().active() ? new SlotFinding.Held() : new SlotFinding.Free(source.epoch());
  }

  private @Nullable String loss(DSLContext database, CaptureSource source, @Nullable SlotRow found) {
    if (!source.slotReady()) {
      return "a new slot was begun and not finished";
    }
    var server = Server.of(database);
    if (!server.equals(source.server())) {
      return "the server was %s and is %s".formatted(source.server(), server);
    }
    if (found == null) {
      return "slot %s is gone".formatted(slot);
    }
    if (!found.ours()) {
      return "slot %s is not one of pgoutput on this database".formatted(slot);
    }
    if (found.lost()) {
      return "slot %s lost its WAL".formatted(slot);
    }
    return source.confirmed() != null && found.confirmed() > source.confirmed()
        ? "slot %s stands further than it was read: somebody made it anew or moved it".formatted(slot)
        : null;
  }
}
