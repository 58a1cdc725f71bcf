package io.tributary.connectors.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tributary.events.PollSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One connection's last run, and what comes next.
 *
 * @param state active, paused, needs_reauth, error or rate_limited
 * @param status of its last run, in lower case; null before the first
 * @param complete whether everything came that the provider says there was; null where it does not say
 * @param lagSeconds age of what its stalest stream was read up to; null before the first full reading
 * @param nextAttemptAt null where it is not polled
 * @param whyNotNow null where nothing keeps it from running at its time
 */
record WorkspaceStatus(
    @JsonIgnore PollSource source,
    String workspace,
    String state,
    @Nullable String status,
    long fetched,
    long published,
    @Nullable Long expected,
    @Nullable Boolean complete,
    long calls,
    boolean truncated,
    @JsonProperty("lag_seconds") @Nullable Long lagSeconds,
    @Nullable String error,
    @JsonProperty("last_run_at") @Nullable Instant lastRunAt,
    @JsonProperty("last_success_at") @Nullable Instant lastSuccessAt,
    @JsonProperty("next_attempt_at") @Nullable Instant nextAttemptAt,
    @JsonProperty("why_not_now") @Nullable String whyNotNow,
    @JsonRawValue String streams) {}
