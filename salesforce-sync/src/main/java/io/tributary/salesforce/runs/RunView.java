package io.tributary.salesforce.runs;

import io.tributary.salesforce.jooq.tables.records.RunsRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as its tenant sees it.
 *
 * @param phase DISCOVER, RETRIEVE or FINISH; of an ended run, the last
 * @param error why it stopped or failed
 * @param notices what a person should know, such as fields that came or went
 * @param result counts, proof and statistics; null before its end
 */
public record RunView(
    UUID id, RunKind kind, Via via, RunStatus status, Phase phase, String requestedBy, Instant requestedAt, @Nullable Instant startedAt,
    @Nullable Instant finishedAt, @Nullable Instant from, int attempt, long calls, @Nullable String error, List<String> notices,
    @Nullable RunResult result) {

  public static RunView of(RunsRecord row, JsonMapper json) {
    return new RunView(
        row.getRunId(), RunKind.valueOf(row.getKind()), Via.valueOf(row.getVia()), RunStatus.valueOf(row.getStatus()),
        Phase.valueOf(row.getPhase()), row.getRequestedBy(), row.getRequestedAt().toInstant(), instant(row.getStartedAt()),
        instant(row.getFinishedAt()), instant(row.getWindowFrom()), row.getAttempt(), row.getCalls(), row.getError(),
        json.readValue(row.getNotices().data(), new TypeReference<>() {}),
        row.getResult() == null ? null : json.readValue(row.getResult().data(), RunResult.class));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
