package io.tributary.connectors.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.connectors.jooq.tables.records.ConnectionsRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connection as the API shows it, without its credentials.
 *
 * @param state active, paused, needs_reauth, error or rate_limited
 * @param notBefore no run before, but by hand; null where it may run
 */
public record Connection(
    String source,
    String workspace,
    String name,
    String state,
    @JsonProperty("state_reason") @Nullable String stateReason,
    Settings settings,
    int failures,
    @JsonProperty("not_before") @Nullable Instant notBefore,
    @JsonProperty("last_run_at") @Nullable Instant lastRunAt,
    @JsonProperty("last_success_at") @Nullable Instant lastSuccessAt,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("changed_at") Instant changedAt) {

  private static final JsonMapper JSON = JsonMapper.shared();

  static Connection of(ConnectionsRecord row) {
    return new Connection(
        row.getSource().toLowerCase(Locale.ROOT),
        row.getWorkspace(),
        row.getName(),
        row.getState().toLowerCase(Locale.ROOT),
        row.getStateReason(),
        JSON.readValue(row.getSettings().data(), Settings.class),
        row.getFailures(),
        row.getNotBefore().toInstant().equals(Instant.EPOCH) ? null : row.getNotBefore().toInstant(),
        instant(row.getLastRunAt()),
        instant(row.getLastSuccessAt()),
        row.getCreatedAt().toInstant(),
        row.getChangedAt().toInstant());
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
