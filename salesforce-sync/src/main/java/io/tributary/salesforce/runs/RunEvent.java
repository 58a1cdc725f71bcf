package io.tributary.salesforce.runs;

import io.tributary.events.Keys;
import io.tributary.events.PollRun;
import io.tributary.events.PollSource;
import io.tributary.events.PollStatus;
import io.tributary.events.Topics;
import io.tributary.events.WorkspaceRun;
import io.tributary.salesforce.jooq.tables.records.RunsRecord;
import io.tributary.service.kafka.Outgoing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run's row as its event. */
public record RunEvent(JsonMapper json) implements Function<RunsRecord, Outgoing<PollRun>> {

  private static final String WORKSPACE = "salesforce";

  @Override
  public Outgoing<PollRun> apply(RunsRecord row) {
    var status = status(RunStatus.valueOf(row.getStatus()));
    var counts = counts(row.getResult());
    var workspace = WorkspaceRun.newBuilder()
        .setWorkspace(WORKSPACE)
        .setStatus(status)
        .setFetched(counts.getOrDefault("retrieved", 0L))
        .setPublished(counts.getOrDefault("added", 0L) + counts.getOrDefault("changed", 0L))
        .setCalls(row.getCalls())
        .setError(row.getError())
        .build();
    return Outgoing.of(Topics.POLL_RUNS, Keys.of(row.getTenant(), WORKSPACE), PollRun.newBuilder()
        .setTenant(row.getTenant())
        .setSource(PollSource.SALESFORCE)
        .setRunId(row.getRunId().toString())
        .setStatus(status)
        .setWorkspaces(List.of(workspace))
        .setCounts(counts)
        .setNotices(json.readValue(row.getNotices().data(), new TypeReference<List<String>>() {}))
        .setStartedAt(row.getStartedAt() == null ? row.getRequestedAt().toInstant() : row.getStartedAt().toInstant())
        .setFinishedAt(finishedAt(row))
        .build());
  }

  /** A run that can go on has not ended. */
  private static PollStatus status(RunStatus status) {
    return switch (status) {
      case QUEUED, RUNNING -> PollStatus.RUNNING;
      case INTERRUPTED, PARTIAL -> PollStatus.PARTIAL;
      case SUCCESS -> PollStatus.SUCCESS;
      case FAILED -> PollStatus.FAILED;
      case RATE_LIMITED -> PollStatus.RATE_LIMITED;
    };
  }

  private Map<String, Long> counts(@Nullable JSONB result) {
    var counts = new HashMap<String, Long>();
    if (result != null) {
      json.readTree(result.data()).path("counts").forEachEntry((String name, JsonNode count) -> counts.put(name, count.asLong()));
    }
    return counts;
  }

  private static @Nullable Instant finishedAt(RunsRecord row) {
    return row.getFinishedAt() == null ? null : row.getFinishedAt().toInstant();
  }
}
