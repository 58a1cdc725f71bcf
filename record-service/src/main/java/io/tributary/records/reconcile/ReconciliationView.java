package io.tributary.records.reconcile;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A reconciliation as operators see it. Repairs in a healthy system are 0; rows touched on purpose are no repairs. */
record ReconciliationView(
    long id,
    String reason,
    String tenant,
    @Nullable Long pipelineId,
    long touched,
    long repairs,
    OffsetDateTime requestedAt,
    @Nullable OffsetDateTime startedAt,
    @Nullable OffsetDateTime finishedAt) {}
