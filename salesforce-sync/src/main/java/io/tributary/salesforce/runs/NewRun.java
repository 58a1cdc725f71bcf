package io.tributary.salesforce.runs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run that is wanted.
 *
 * @param since how far an incremental run looks back; null: to the run before
 */
public record NewRun(String tenant, RunKind kind, @Nullable Duration since, Via via, String requestedBy) {}
