package io.tributary.connectors.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.events.PollSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A source as a whole.
 *
 * @param status success, partial, failed, rate_limited, running, or skipped where nothing is polled
 * @param totalMessages items that the last runs read
 * @param lagSeconds of the stalest workspace
 */
record SourceStatus(
    String source,
    String status,
    @JsonProperty("total_messages") long totalMessages,
    @JsonProperty("total_published") long totalPublished,
    @JsonProperty("successful_workspaces") long successfulWorkspaces,
    @JsonProperty("failed_workspaces") long failedWorkspaces,
    @JsonProperty("lag_seconds") @Nullable Long lagSeconds,
    boolean truncated,
    @JsonProperty("per_workspace") List<WorkspaceStatus> perWorkspace) {

  static SourceStatus of(PollSource source, List<WorkspaceStatus> all) {
    var workspaces = all.stream().filter(it -> it.source() == source).toList();
    var polled = workspaces.stream().filter(it -> !it.state().equals("paused") && it.status() != null).toList();
    long successful = polled.stream().filter(it -> is(it, "success")).count();
    long failed = polled.stream().filter(it -> is(it, "failed")).count();
    return new SourceStatus(
        source.name().toLowerCase(Locale.ROOT), status(polled, successful, failed),
        polled.stream().mapToLong(WorkspaceStatus::fetched).sum(), polled.stream().mapToLong(WorkspaceStatus::published).sum(),
        successful, failed,
        workspaces.stream().map(WorkspaceStatus::lagSeconds).filter(Objects::nonNull).max(Long::compare).orElse(null),
        polled.stream().anyMatch(WorkspaceStatus::truncated), workspaces);
  }

  private static String status(List<WorkspaceStatus> polled, long successful, long failed) {
    if (polled.isEmpty()) {
      return "skipped";
    }
    if (successful == polled.size()) {
      return "success";
    }
    if (failed == polled.size()) {
      return "failed";
    }
    if (polled.stream().allMatch(it -> is(it, "rate_limited"))) {
      return "rate_limited";
    }
    return polled.stream().allMatch(it -> is(it, "running") || is(it, "success")) ? "running" : "partial";
  }

  private static boolean is(WorkspaceStatus workspace, String status) {
    return status.equals(workspace.status());
  }
}
