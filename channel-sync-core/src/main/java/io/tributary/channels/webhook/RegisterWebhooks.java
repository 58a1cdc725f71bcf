package io.tributary.channels.webhook;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.unipile.UniPileWebhooks.Header;
import java.util.List;
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

  private final RegistrationRows rows;
  private final ProvidersWebhooks.Open provider;
  private final RegistrationSettings settings;
  private final RegisteredSources sources;

  RegisterWebhooks(RegistrationRows rows, ProvidersWebhooks.Open provider, RegistrationSettings settings, RegisteredSources sources) {
    this.rows = rows;
    this.provider = provider;
    this.settings = settings;
    this.sources = sources;
  }

  /** True if there was something to do. */
  boolean work() {
    var claimed = rows.claim(settings.address());
    claimed.ifPresent(this::bringAbout);
    return claimed.isPresent();
  }

  private void bringAbout(Registration claimed) {
    try {
      if (remove(claimed) && claimed.wanted()) {
        var secret = Secret.random();
        rows.begin(claimed, secret).ifPresent(begun -> register(begun, secret));
      }
    } catch (ProviderFailed failed) {
      if (!claimed.wanted() && ProvidersWebhooks.isRefusedForGood(failed)) {
        leave(claimed, failed);
      } else {
        rows.later(claimed).ifPresent(wait -> LOG.warn(
            "The webhooks of an account are not as they should be; tried again in {} s: {}", wait.toSeconds(), failed.getMessage()));
      }
    }
  }

  private boolean remove(Registration claimed) {
    if (claimed.endpoint() != null) {
      removeThoseTo(claimed);
    }
    return claimed.endpoint() == null && claimed.wanted() || rows.removed(claimed);
  }

  private void register(Registration begun, Secret secret) {
    var provided = provider.of(begun.account(), begun.access());
    var url = settings.address() + sources.path() + begun.endpoint();
    // As JSON, which it is: without that header the provider calls it a form.
    var headers = List.of(new Header("Content-Type", "application/json"), new Header(Secret.HEADER, secret.text()));
    var webhooks = sources.all().stream().map(source -> provided.register(source, url, headers)).toList();
    if (rows.registered(begun, settings.address(), webhooks, settings.compareEvery())) {
      LOG.info("The provider sends what happens in an account from now on");
    } else {
      // Whoever took over has removed the endpoint, perhaps before the provider was told of it.
      removeThoseTo(begun);
    }
  }

  private void removeThoseTo(Registration registration) {
    // Under whichever address: it may have been another when they were registered.
    provider.of(registration.account(), registration.access()).removeThose(webhook -> EndpointUrl.of(webhook.url(), sources.path())
        .filter(it -> it.endpoint().equals(registration.endpoint()))
        .isPresent());
  }

  private void leave(Registration unwanted, ProviderFailed failed) {
    if (rows.removed(unwanted)) {
      LOG.warn("The webhooks of an account of {} that is not connected any more stay at the provider, which refuses the access they were "
          + "registered with; remove them there: {}", unwanted.account().tenant(), failed.getMessage());
    }
  }
}
