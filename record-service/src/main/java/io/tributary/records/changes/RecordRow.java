package io.tributary.records.changes;

import io.tributary.events.ChangeReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of {@code records} as the stream shows it.
 *
 * @param data the record's fields, a JSON object
 * @param version raised with every real change, delete and restore
 * @param reconcileSeq raised by a reconciliation that wants the record published in full; no change of content
 * @param reconcileReason why the last reconciliation touched it; null where none did
 * @param mergedInto the surviving record; null where it was not merged
 */
public record RecordRow(
    String tenant,
    long id,
    long pipelineId,
    JsonNode data,
    long version,
    long reconcileSeq,
    @Nullable ChangeReason reconcileReason,
    boolean deleted,
    @Nullable Long mergedInto) {}
