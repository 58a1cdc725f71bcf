package io.tributary.records.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * One comparison of rows with topics, as far as it got.
 *
 * @param pipeline the pipeline whose records are compared; null for all records of all tenants
 * @param cursor the last record that was compared; null before the first
 */
record Reconciliation(long id, ReconcileReason reason, @Nullable Pipeline pipeline, @Nullable RecordKey cursor) {

  record Pipeline(String tenant, long id) {}

  Reconciliation after(RecordKey compared) {
    return new Reconciliation(id, reason, pipeline, compared);
  }
}
