package io.tributary.channels.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.service.web.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to change about a connection; null where nothing does.
 *
 * @param rateLimitPerHour a JSON null for the service's default again
 */
record ChangedConnection(
    @JsonProperty("rate_limit_per_hour") @Nullable JsonNode rateLimitPerHour,
    @JsonProperty("sync_settings") @Nullable JsonNode syncSettings,
    @JsonProperty("provider_preferences") @Nullable JsonNode providerPreferences) {

  private static final int HIGHEST_RATE = 1_000_000;
  private static final int LONGEST_JSON = 16_000;

  /** @throws Problem 422 if something of it cannot be */
  ChangedConnection checked() {
    if (rateLimitPerHour != null && !rateLimitPerHour.isNull() && !isRate(rateLimitPerHour)) {
      throw Problem.invalid("rate_limit_per_hour", "must be from 1 to %d, or null for the default".formatted(HIGHEST_RATE));
    }
    if (syncSettings != null) {
      boolean known = syncSettings.isObject() && Set.of("paused").containsAll(syncSettings.propertyNames());
      if (!known || !(syncSettings.path("paused").isMissingNode() || syncSettings.path("paused").isBoolean())) {
        throw Problem.invalid("sync_settings", "is an object with paused, true or false");
      }
    }
    if (providerPreferences != null && (!providerPreferences.isObject() || providerPreferences.toString().length() > LONGEST_JSON)) {
      throw Problem.invalid("provider_preferences", "is an object of at most %d characters".formatted(LONGEST_JSON));
    }
    return this;
  }

  /** Null for the default. */
  @Nullable Integer rate() {
    return rateLimitPerHour == null || rateLimitPerHour.isNull() ? null : Integer.valueOf(rateLimitPerHour.intValue());
  }

  private static boolean isRate(JsonNode given) {
    return given.isInt() && given.intValue() >= 1 && given.intValue() <= HIGHEST_RATE;
  }
}
