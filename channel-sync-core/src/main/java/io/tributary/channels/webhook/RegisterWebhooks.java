package io.tributary.channels.webhook;

import io.tributary.channels.ForTenant;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.unipile.UniPileWebhooks;
import io.tributary.channels.unipile.UniPileWebhooks.Header;
import io.tributary.channels.unipile.UniPileWebhooks.Source;
import io.tributary.events.Channel;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the provider send us what happens in each connected account, and no more of it once the account is disconnected. An account has an
 * endpoint of its own: a key that tenants share would send everybody's traffic to an endpoint for all accounts. What was begun and not ended,
 * by a death or a refusal, is found at the provider by the endpoint's path, removed, and begun again: so nothing is sent twice.
 * Who is held up for longer than its claim lasts changes nothing any more, and takes back what it told the provider.
 */
final class RegisterWebhooks {

  private static final Logger LOG = LoggerFactory.getLogger(RegisterWebhooks.class);

  private static final Source STATES = new Source("account_status", null);

  private final RegistrationRows rows;
  private final UniPileWebhooks provider;
  private final RegistrationSettings settings;
  private final String path;
  private final List<Source> sources;

  RegisterWebhooks(RegistrationRows rows, UniPileWebhooks provider, RegistrationSettings settings, Channel channel) {
    this.rows = rows;
    this.provider = provider;
    this.settings = settings;
    this.path = "/webhooks/unipile/%s/".formatted(channel.name().toLowerCase(Locale.ROOT));
    this.sources = List.of(trafficOf(channel), STATES);
  }

  private static Source trafficOf(Channel channel) {
    return switch (channel) {
      case EMAIL -> new Source("email", List.of("mail_received", "mail_sent"));
      case WHATSAPP, LINKEDIN -> new Source("messaging", List.of(
          "message_received", "message_read", "message_reaction", "message_edited", "message_deleted", "message_delivered"));
      case UNKNOWN, SLACK, CALL, MEETING -> throw new IllegalStateException("The channel " + channel + " has no webhooks of its own.");
    };
  }

  /** True if there was something to do. */
  boolean work() {
    var claimed = rows.claim(settings.address());
    claimed.ifPresent(this::bringAbout);
    return claimed.isPresent();
  }

  private void bringAbout(Registration claimed) {
    try {
      ForTenant.call(claimed.account().tenant(), () -> {
        if (remove(claimed) && claimed.wanted()) {
          var secret = Secret.random();
          rows.begin(claimed, secret).ifPresent(endpoint -> register(claimed, endpoint, secret));
        }
        return true;
      });
    } catch (ProviderFailed failed) {
      rows.later(claimed).ifPresent(wait -> LOG.warn(
          "The webhooks of an account are not as they should be; tried again in {} s: {}", wait.toSeconds(), failed.getMessage()));
    }
  }

  private boolean remove(Registration claimed) {
    if (claimed.endpoint() != null) {
      provider.removeThoseTo(path + claimed.endpoint());
    }
    return claimed.endpoint() == null && claimed.wanted() || rows.removed(claimed);
  }

  private void register(Registration claimed, String endpoint, Secret secret) {
    var url = settings.address() + path + endpoint;
    // As JSON, which it is: without that header the provider calls it a form.
    var headers = List.of(new Header("Content-Type", "application/json"), new Header(Secret.HEADER, secret.text()));
    sources.forEach(source -> provider.register(source, claimed.account().account(), url, headers));
    if (rows.registered(claimed, settings.address())) {
      LOG.info("The provider sends what happens in an account from now on");
    } else {
      // Whoever took over has removed the endpoint, perhaps before the provider was told of it.
      provider.removeThoseTo(path + endpoint);
    }
  }
}
