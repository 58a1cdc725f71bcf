package io.tributary.records.record;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record as the API shows it.
 *
 * @param pipeline its pipeline's name
 * @param source the system it comes from; {@code api} where it was made here
 * @param externalId its id there
 * @param version raised with every real change
 */
public record RecordView(
    long id,
    String pipeline,
    String source,
    @Nullable String externalId,
    JsonNode data,
    long version,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt) {}
