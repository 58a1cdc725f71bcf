package io.tributary.connectors.connection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.service.web.Problem;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a connection may be read, and how.
 *
 * @param channels Slack: ids of the channels; nothing else is read
 * @param labels Gmail: ids of the labels; nothing else is read
 * @param baseUrl Gong: the customer's own API address; null for the usual one
 * @param historyProfile Slack: standard or restricted (1 call a minute, 15 messages each)
 */
public record Settings(
    @Nullable List<String> channels,
    @Nullable List<String> labels,
    @JsonProperty("base_url") @Nullable URI baseUrl,
    @JsonProperty("history_profile") @Nullable String historyProfile) {

  public static final Settings NONE = new Settings(null, null, null, null);
  public static final String RESTRICTED = "restricted";

  private static final int MOST = 5000;

  public Settings {
    channels = channels == null ? List.of() : List.copyOf(channels);
    labels = labels == null ? List.of() : List.copyOf(labels);
    if (channels.size() > MOST || labels.size() > MOST) {
      throw Problem.invalid("settings", "at most %d channels or labels a connection.".formatted(MOST));
    }
    if (historyProfile != null && !historyProfile.equals("standard") && !historyProfile.equals(RESTRICTED)) {
      throw Problem.invalid("settings.history_profile", "is standard or restricted.");
    }
  }

  public boolean restricted() {
    return RESTRICTED.equals(historyProfile);
  }

  /** The same, but restricted. */
  public Settings asRestricted() {
    return new Settings(channels, labels, baseUrl, RESTRICTED);
  }
}
