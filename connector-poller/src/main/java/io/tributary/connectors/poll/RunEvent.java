package io.tributary.connectors.poll;

import io.tributary.connectors.jooq.tables.records.RunsRecord;
import io.tributary.events.Keys;
import io.tributary.events.PollRun;
import io.tributary.events.PollSource;
import io.tributary.events.PollStatus;
import io.tributary.events.Topics;
import io.tributary.events.WorkspaceRun;
import io.tributary.service.kafka.Outgoing;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A run's row as its event. */
final class RunEvent implements Function<RunsRecord, Outgoing<PollRun>> {

  @Override
  public Outgoing<PollRun> apply(RunsRecord row) {
    var status = PollStatus.valueOf(row.getStatus());
    var workspace = WorkspaceRun.newBuilder()
        .setWorkspace(row.getWorkspace())
        .setStatus(status)
        .setFetched(row.getFetched())
        .setPublished(row.getPublished())
        .setCalls(row.getCalls())
        .setTruncated(row.getTruncated())
        .setLagSeconds(row.getLagSeconds())
        .setError(row.getError())
        .build();
    var run = PollRun.newBuilder()
        .setTenant(row.getTenant())
        .setSource(PollSource.valueOf(row.getSource()))
        .setRunId(row.getRunId().toString())
        .setStatus(status)
        .setWorkspaces(List.of(workspace))
        .setStartedAt(row.getStartedAt().toInstant())
        .setFinishedAt(row.getFinishedAt() == null ? null : row.getFinishedAt().toInstant())
        .build();
    return Outgoing.of(Topics.POLL_RUNS, Keys.of(row.getTenant(), row.getSource().toLowerCase(Locale.ROOT)), run);
  }
}
