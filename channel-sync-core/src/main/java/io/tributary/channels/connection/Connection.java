package io.tributary.channels.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.channels.jooq.tables.records.ConnectionsRecord;
import io.tributary.events.Identifier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connected account as the API shows it. */
public record Connection(
    String account,
    String status,
    @JsonProperty("status_reason") @Nullable String statusReason,
    @JsonProperty("display_name") @Nullable String displayName,
    @JsonProperty("own_identifiers") List<String> ownIdentifiers,
    @JsonProperty("rate_limit_per_hour") @Nullable Integer rateLimitPerHour,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("changed_at") Instant changedAt) {

  static Connection of(ConnectionsRecord row) {
    return new Connection(
        row.getAccount(),
        row.getStatus(),
        row.getStatusReason(),
        row.getDisplayName(),
        OwnIdentifiers.read(row.getOwnIdentifiers()).stream().map(Identifier::getCanonical).toList(),
        row.getRateLimitPerHour(),
        row.getCreatedAt().toInstant(),
        row.getChangedAt().toInstant());
  }
}
