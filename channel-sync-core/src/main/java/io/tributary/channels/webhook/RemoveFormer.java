package io.tributary.channels.webhook;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.unipile.UniPileWebhooks.Registered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes at the provider what was registered with an access that its tenant had, with that access. Where it is refused for good, or cannot be
 * done for a week, the registrations stay there, the access is forgotten, and that is said once.
 */
final class RemoveFormer {

  private static final Logger LOG = LoggerFactory.getLogger(RemoveFormer.class);

  private final FormerRows rows;
  private final ProvidersWebhooks.Open provider;
  private final RegisteredSources sources;

  RemoveFormer(FormerRows rows, ProvidersWebhooks.Open provider, RegisteredSources sources) {
    this.rows = rows;
    this.provider = provider;
    this.sources = sources;
  }

  /** True if there was something to do. */
  boolean work() {
    var former = rows.claim();
    former.ifPresent(this::remove);
    return former.isPresent();
  }

  private void remove(FormerAccess former) {
    try {
      provider.of(former.payer(), former.access()).removeThose(webhook -> isOf(former, webhook));
      rows.removed(former);
    } catch (ProviderFailed failed) {
      if (former.old() || ProvidersWebhooks.isRefusedForGood(failed)) {
        int left = rows.leave(former);
        LOG.warn("Webhooks of {} endpoints of {} stay at the provider, for they could not be removed with the access they were registered with; "
            + "remove them there: {}", left, former.tenant(), failed.getMessage());
      } else {
        var wait = rows.later(former);
        LOG.info("Webhooks by an access that {} had cannot be removed now; tried again in {} s: {}",
            former.tenant(), wait.toSeconds(), failed.getMessage());
      }
    }
  }

  private boolean isOf(FormerAccess former, Registered webhook) {
    return EndpointUrl.of(webhook.url(), sources.path()).map(EndpointUrl::endpoint).filter(former.endpoints()::contains).isPresent();
  }
}
