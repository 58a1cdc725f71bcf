package io.tributary.channels.webhook;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.calls.ProviderCalls;
import io.tributary.channels.connection.AccountKey;
import io.tributary.channels.unipile.Refused;
import io.tributary.channels.unipile.TenantAccess;
import io.tributary.channels.unipile.UniPileWebhooks;
import io.tributary.channels.unipile.UniPileWebhooks.Header;
import io.tributary.channels.unipile.UniPileWebhooks.Registered;
import io.tributary.channels.unipile.UniPileWebhooks.Source;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks that the provider has by one access. Every call is one of an account's budget.
 *
 * @param webhooks by that access
 * @param account whose budget pays
 */
record ProvidersWebhooks(UniPileWebhooks webhooks, ProviderCalls calls, ConnectedAccount account) {

  /** A list that is longer does not end. */
  private static final int MOST_PAGES = 400;

  /** Opens them. */
  @FunctionalInterface
  interface Open {

    /**
     * @param account whose budget pays
     * @param access of its tenant, sealed; null for the service's
     * @throws ProviderFailed if it does not open
     */
    ProvidersWebhooks of(AccountKey account, byte @Nullable [] access);
  }

  static Open with(UniPileWebhooks webhooks, ProviderCalls calls, TenantAccess access) {
    return (account, sealed) -> new ProvidersWebhooks(
        webhooks.with(access.open(account.tenant(), sealed)), calls, new ConnectedAccount(account.tenant(), account.account(), Set.of()));
  }

  /** The access is not one any more, so asking again is in vain. */
  static boolean isRefusedForGood(ProviderFailed failed) {
    return failed instanceof Refused refused && (refused.status() == 401 || refused.status() == 403);
  }

  /** What happens in the account is sent there from now on. @return the webhook's id */
  String register(Source source, String url, List<Header> headers) {
    return calls.makeAbout(account, () -> webhooks.register(source, account.id(), url, headers));
  }

  /** Removes those, of all; there may be none. @throws ProviderFailed if some may be left */
  void removeThose(Predicate<Registered> which) {
    eachPage(page -> page.stream().filter(which).forEach(it -> remove(it.id())));
  }

  void remove(String id) {
    calls.makeAbout(account, () -> {
      webhooks.remove(id);
      return id;
    });
  }

  /** Shows all of them. @throws ProviderFailed if some may not have been shown */
  void eachPage(Consumer<List<Registered>> look) {
    @Nullable String cursor = null;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      var after = cursor;
      var page = calls.makeAbout(account, () -> webhooks.page(after));
      look.accept(page.webhooks());
      cursor = page.cursor();
      if (cursor == null) {
        return;
      }
    }
    throw new ProviderFailed(ProviderFailure.TRANSIENT, "UniPile's list of webhooks does not end.");
  }
}
