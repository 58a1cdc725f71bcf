package io.tributary.simulators.slack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How Slack's double is run.
 *
 * @param port 0: any
 * @param export a workspace's export; null for the small one of its own
 * @param token what callers must send as bearer token
 */
public record SlackOptions(int port, @Nullable Path export, String token) {

  public static final String DEFAULT_TOKEN = "xoxb-sim";

  public static SlackOptions sample() {
    return new SlackOptions(0, null, DEFAULT_TOKEN);
  }

  public static SlackOptions over(Path export) {
    return new SlackOptions(0, export, DEFAULT_TOKEN);
  }
}
