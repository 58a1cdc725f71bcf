package io.tributary.channels.linkedin;

import io.tributary.channels.AccountProfile;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.linkedin.profile.Profile;
import io.tributary.channels.unipile.Account;
import io.tributary.channels.unipile.UniPile;
import io.tributary.events.Identifier;
import io.tributary.identifiers.LinkedInProfiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The connected accounts of LinkedIn, as UniPile tells them. */
final class LinkedInAccounts {

  private static final String LINKEDIN = "LINKEDIN";

  private final UniPile uniPile;

  LinkedInAccounts(UniPile uniPile) {
    this.uniPile = uniPile;
  }

  /** @throws ProviderFailed if the account is unknown or not one of LinkedIn */
  AccountProfile profile(String id) {
    var account = uniPile.get(UniPile.path("accounts", "{id}"), Map.of("id", id), Account.class);
    if (!LINKEDIN.equals(account.type())) {
      throw new ProviderFailed(ProviderFailure.CALLER_BUG, "The account is not one of LinkedIn but of type " + account.type() + ".");
    }
    return new AccountProfile(account.status(), account.name(), own(account));
  }

  /** The owner's slug and ids. An account whose owner is not told has at least the id it was connected with. */
  private List<Identifier> own(Account account) {
    var owner = uniPile.get(
        UniPile.path("users", "me").queryParam("account_id", "{account}"), Map.of("account", account.id()), AccountOwner.class);
    var params = account.connectionParams();
    var im = params == null ? null : params.im();
    var written = Stream.of(
            Stream.ofNullable(owner.providerId()),
            Stream.ofNullable(im == null ? null : im.id()),
            Stream.ofNullable(owner.entityUrn()),
            Stream.ofNullable(owner.objectUrn()),
            Stream.ofNullable(owner.publicIdentifier()).map(Profile::addressOf))
        .flatMap(it -> it);
    var own = new LinkedHashMap<String, Identifier>();
    written.flatMap(it -> LinkedInProfiles.identify(it).found().stream()).forEach(it -> own.putIfAbsent(it.getCanonical(), it));
    return List.copyOf(own.values());
  }
}
