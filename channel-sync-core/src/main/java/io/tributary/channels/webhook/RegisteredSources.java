package io.tributary.channels.webhook;

import io.tributary.channels.unipile.UniPileWebhooks.Source;
import io.tributary.events.Channel;
import java.util.List;
import java.util.Locale;

/**
 * What of a channel's accounts is registered, and where it is to be sent.
 *
 * @param path of all the channel's endpoints, below the address of the front door
 * @param all their order is that in which an account's webhooks are remembered
 */
record RegisteredSources(String path, List<Source> all) {

  private static final Source STATES = new Source("account_status", null);

  static RegisteredSources of(Channel channel) {
    return new RegisteredSources(
        "/webhooks/unipile/%s/".formatted(channel.name().toLowerCase(Locale.ROOT)), List.of(trafficOf(channel), STATES));
  }

  private static Source trafficOf(Channel channel) {
    return switch (channel) {
      case EMAIL -> new Source("email", List.of("mail_received", "mail_sent"));
      case WHATSAPP, LINKEDIN -> new Source("messaging", List.of(
          "message_received", "message_read", "message_reaction", "message_edited", "message_deleted", "message_delivered"));
      case UNKNOWN, SLACK, CALL, MEETING -> throw new IllegalStateException("The channel " + channel + " has no webhooks of its own.");
    };
  }
}
