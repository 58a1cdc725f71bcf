package io.tributary.local.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came of the wish on one channel.
 *
 * @param state the job's status; WAITING where its run has not ended in the time there was
 * @param nextAttempt when what is put off or left is tried, as the API writes it; null where nothing is
 */
public record ChannelOutcome(
    String channel,
    String state,
    @JsonProperty("job_id") @Nullable String jobId,
    long found,
    @JsonProperty("new") long fresh,
    @JsonProperty("provider_calls") long providerCalls,
    @Nullable String error,
    @JsonProperty("why_not_now") @Nullable String whyNotNow,
    @JsonProperty("next_attempt") @Nullable String nextAttempt) {

  static ChannelOutcome of(JsonNode channel) {
    var job = channel.path("job");
    return new ChannelOutcome(
        channel.path("channel").asString(), channel.path("state").asString(), job.path("job_id").asString(), job.path("found").asLong(),
        job.path("new").asLong(), job.path("provider_calls").asLong(), text(job.path("error")), text(channel.path("why_not_now")),
        text(channel.path("next_attempt")));
  }

  static ChannelOutcome stillWaiting(String channel) {
    return new ChannelOutcome(channel, "WAITING", null, 0, 0, 0, null, null, null);
  }

  /** True where nothing went wrong: it ran to its end, or it is put off by the cooldown. */
  public boolean isFine() {
    return state.equals("COMPLETED") || state.equals("DEFERRED") || state.equals("CANCELLED");
  }

  /** For people. */
  public String line() {
    var line = new StringBuilder("%-9s %-10s".formatted(channel, state.toLowerCase(Locale.ROOT)));
    if (!state.equals("WAITING") && !state.equals("DEFERRED")) {
      line.append(" %d found, %d new, %d calls".formatted(found, fresh, providerCalls));
    }
    if (error != null) {
      line.append("; ").append(error);
    }
    if (nextAttempt != null) {
      line.append("; next at ").append(nextAttempt);
    }
    return whyNotNow == null ? line.toString() : line.append(". ").append(whyNotNow).toString();
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() ? node.asString() : null;
  }
}
