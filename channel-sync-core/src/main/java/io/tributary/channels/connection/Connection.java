package io.tributary.channels.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.channels.jooq.tables.records.ConnectionsRecord;
import io.tributary.events.Identifier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connected account as the API shows it.
 *
 * @param rateLimitPerHour calls an hour; null for the service's default
 * @param callsLeft calls left of it now; null before the first call
 * @param restsUntil until when it is left alone after failures; null where it is not
 * @param messagesSentCount messages it sent, as far as they were known within a week
 * @param messagesSentToday of the day, in UTC, that lastRateLimitReset names
 * @param syncSettings how the tenant wants it synced: {@code paused}
 * @param providerPreferences what the tenant notes about the provider; kept, not acted on
 */
public record Connection(
    String account,
    String status,
    @JsonProperty("status_reason") @Nullable String statusReason,
    @JsonProperty("display_name") @Nullable String displayName,
    @JsonProperty("own_identifiers") List<String> ownIdentifiers,
    @JsonProperty("rate_limit_per_hour") @Nullable Integer rateLimitPerHour,
    @JsonProperty("calls_left") @Nullable Integer callsLeft,
    @JsonProperty("rests_until") @Nullable Instant restsUntil,
    @JsonProperty("messages_sent_count") long messagesSentCount,
    @JsonProperty("messages_sent_today") int messagesSentToday,
    @JsonProperty("last_rate_limit_reset") @Nullable LocalDate lastRateLimitReset,
    @JsonProperty("last_webhook_received") @Nullable Instant lastWebhookReceived,
    @JsonProperty("webhook_failures") int webhookFailures,
    @JsonProperty("sync_settings") JsonNode syncSettings,
    @JsonProperty("provider_preferences") JsonNode providerPreferences,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("changed_at") Instant changedAt) {

  private static final JsonMapper JSON = JsonMapper.shared();

  static Connection of(ConnectionsRecord row) {
    return of(row, null);
  }

  /** @param callsLeft null where it is not known */
  static Connection of(ConnectionsRecord row, @Nullable Double callsLeft) {
    return new Connection(
        row.getAccount(),
        row.getStatus(),
        row.getStatusReason(),
        row.getDisplayName(),
        OwnIdentifiers.read(row.getOwnIdentifiers()).stream().map(Identifier::getCanonical).toList(),
        row.getRateLimitPerHour(),
        callsLeft == null ? null : callsLeft.intValue(),
        row.getFailures() == 0 ? null : row.getBackoffUntil().toInstant(),
        row.getMessagesSentCount(),
        row.getMessagesSentToday(),
        row.getLastRateLimitReset(),
        row.getLastWebhookReceived() == null ? null : row.getLastWebhookReceived().toInstant(),
        row.getWebhookFailures(),
        JSON.readTree(row.getSyncSettings().data()),
        JSON.readTree(row.getProviderPreferences().data()),
        row.getCreatedAt().toInstant(),
        row.getChangedAt().toInstant());
  }
}
