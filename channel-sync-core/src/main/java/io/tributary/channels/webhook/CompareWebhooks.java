package io.tributary.channels.webhook;

import io.tributary.channels.ProviderFailed;
import io.tributary.channels.unipile.UniPileWebhooks.Registered;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what is registered for a tenant's accounts with the provider's list, now and then. An account of which something is missing there,
 * or was changed by somebody else, is registered again. What leads to us and is not what we remember is removed: a request without an answer may
 * be carried out long after we have given it up, and nobody takes in what such a webhook sends.
 */
final class CompareWebhooks {

  private static final Logger LOG = LoggerFactory.getLogger(CompareWebhooks.class);

  private final ComparisonRows rows;
  private final ProvidersWebhooks.Open provider;
  private final RegistrationSettings settings;
  private final RegisteredSources sources;
  private final String ourAddress;

  /** A webhook that leads to our address. */
  private record ToUs(String endpoint, Registered webhook) {}

  CompareWebhooks(ComparisonRows rows, ProvidersWebhooks.Open provider, RegistrationSettings settings, RegisteredSources sources) {
    this.rows = rows;
    this.provider = provider;
    this.settings = settings;
    this.sources = sources;
    this.ourAddress = EndpointUrl.addressOf(settings.publicUrl());
  }

  /** True if there was something to do. */
  boolean work() {
    var due = rows.claim(settings.address(), settings.compareEvery());
    due.ifPresent(this::compare);
    return due.isPresent();
  }

  private void compare(Comparison due) {
    try {
      var right = new HashSet<String>();
      var provided = provider.of(due.payer(), due.access());
      provided.eachPage(page -> {
        var toUs = page.stream().flatMap(this::toUs).toList();
        toUs.stream().filter(it -> isRight(due, it)).map(it -> it.webhook().id()).forEach(right::add);
        strays(due, toUs).forEach(stray -> {
          LOG.warn("Removing a webhook from the provider that leads to us and that nobody remembers");
          provided.remove(stray);
        });
      });
      end(due, right);
    } catch (ProviderFailed failed) {
      var wait = rows.later(due);
      LOG.warn("Webhooks cannot be compared with the provider's list; tried again in {} s: {}", wait.toSeconds(), failed.getMessage());
    }
  }

  private void end(Comparison due, Set<String> right) {
    var wrong = due.remembered().values().stream()
        .filter(it -> it.webhooks().size() != sources.all().size() || !right.containsAll(it.webhooks()))
        .map(Comparison.Remembered::account)
        .toList();
    int again = rows.end(due, wrong, settings.compareEvery());
    if (again > 0) {
      LOG.warn("The webhooks of {} accounts were removed or changed at the provider; they are registered again", again);
    }
  }

  /** True of one that is remembered and still does what it was registered for. Its secret is not looked at: a list may keep it to itself. */
  private boolean isRight(Comparison due, ToUs toUs) {
    var webhook = toUs.webhook();
    var remembered = due.remembered().get(toUs.endpoint());
    int source = remembered == null ? -1 : remembered.webhooks().indexOf(webhook.id());
    if (remembered == null || source < 0 || source >= sources.all().size()) {
      return false;
    }
    var wanted = sources.all().get(source).events();
    boolean tells = webhook.events() == null || wanted == null || webhook.events().containsAll(wanted);
    return webhook.enabled() && tells && (webhook.accounts().isEmpty() || webhook.accounts().contains(remembered.account()));
  }

  /**
   * Second ones to an account's endpoint, and lost ones. Where no ids are remembered of an endpoint, those it has may be the right ones: they
   * serve until the account is registered again.
   */
  private List<String> strays(Comparison due, List<ToUs> toUs) {
    var second = toUs.stream().filter(it -> {
      var remembered = due.remembered().get(it.endpoint());
      return remembered != null && !remembered.webhooks().isEmpty() && !remembered.webhooks().contains(it.webhook().id());
    });
    var others = toUs.stream().filter(it -> !due.remembered().containsKey(it.endpoint())).toList();
    return Stream.concat(second.map(ToUs::webhook), lost(due, others)).map(Registered::id).toList();
  }

  /**
   * Those for accounts of the tenant to an endpoint that nobody has. An endpoint is kept before the provider is told of it, so none of them is
   * about to become anybody's.
   */
  private Stream<Registered> lost(Comparison due, List<ToUs> others) {
    var nobodys = rows.nobodys(others.stream().map(ToUs::endpoint).toList());
    var lost = others.stream().filter(it -> nobodys.contains(it.endpoint())).map(ToUs::webhook).toList();
    var accounts = rows.accountsOf(due.tenant(), lost.stream().flatMap(webhook -> webhook.accounts().stream()).toList());
    return lost.stream().filter(webhook -> !webhook.accounts().isEmpty() && accounts.containsAll(webhook.accounts()));
  }

  private Stream<ToUs> toUs(Registered webhook) {
    return EndpointUrl.of(webhook.url(), sources.path())
        .filter(it -> it.address().equals(ourAddress))
        .map(it -> new ToUs(it.endpoint(), webhook))
        .stream();
  }
}
