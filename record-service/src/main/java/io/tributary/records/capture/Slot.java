package io.tributary.records.capture;

import io.tributary.records.reconcile.ReconcileReason;
import io.tributary.records.reconcile.ReconciliationRequests;
import org.jooq.DSLContext;

/** The replication slot: looked at before and while it is read, made anew where changes may have been missed. */
final class Slot {

  /** Two replicas that start together must not both make the slot. */
  private static final String ALONE = "select pg_advisory_lock(hashtext('tributary.capture'))";

  private final String name;
  private final CaptureDatabase database;
  private final InspectSlot inspection;
  private final CaptureSources sources;
  private final ReconciliationRequests reconciliations;

  Slot(CaptureSettings settings, CaptureDatabase database, CaptureSources sources, ReconciliationRequests reconciliations) {
    this.name = settings.slot();
    this.database = database;
    this.inspection = new InspectSlot(settings);
    this.sources = sources;
    this.reconciliations = reconciliations;
  }

  SlotFinding inspect() {
    try (var connection = database.connect()) {
      return inspection.inspect(connection, sources::find);
    }
  }

  /**
   * Begins a new epoch with a new slot. What was committed before the slot stood is on nobody's stream, so a reconciliation is
   * asked for in the same transaction that declares it ready; a crash before that repeats the whole. Waits for transactions that
   * are open now.
   */
  void make(ReconcileReason reason) {
    try (var connection = database.connect()) {
      connection.execute(ALONE);
      switch (inspection.inspect(connection, sources::find)) {
        case SlotFinding.FirstStart _, SlotFinding.Lost _ -> makeAlone(connection, reason);
        case SlotFinding.Free _, SlotFinding.Held _, SlotFinding.Misconfigured _ -> {}
      }
    }
  }

  private void makeAlone(DSLContext connection, ReconcileReason reason) {
    sources.beginEpoch(Server.of(connection));
    connection.execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ?", name);
    connection.execute("select pg_create_logical_replication_slot(?, 'pgoutput')", name);
    var made = SlotRow.find(connection, name).orElseThrow(() -> new IllegalStateException("slot " + name + " was dropped at once"));
    sources.slotStands(made.confirmed(), () -> reconciliations.everything(reason));
  }
}
