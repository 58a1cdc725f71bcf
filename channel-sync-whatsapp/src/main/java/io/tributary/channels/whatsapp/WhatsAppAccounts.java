package io.tributary.channels.whatsapp;

import io.tributary.channels.AccountProfile;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.unipile.Account;
import io.tributary.channels.unipile.UniPile;
import io.tributary.events.Identifier;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.identifiers.WhatsAppAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Connected WhatsApp accounts, as UniPile shows them. */
final class WhatsAppAccounts {

  private final UniPile uniPile;

  WhatsAppAccounts(UniPile uniPile) {
    this.uniPile = uniPile;
  }

  /** @throws ProviderFailed if the account is unknown or not one of WhatsApp */
  AccountProfile profile(String id) {
    var account = uniPile.get(UniPile.path("accounts", "{id}"), Map.of("id", id), Account.class);
    if (!account.type().equals("WHATSAPP")) {
      throw new ProviderFailed(ProviderFailure.CALLER_BUG, "The account is not one of WhatsApp but of type " + account.type() + ".");
    }
    return new AccountProfile(account.status(), account.name(), ownNumbers(account));
  }

  /** The number, and the JIDs that are made of it. */
  private static List<Identifier> ownNumbers(Account account) {
    var params = account.connectionParams();
    var im = params == null ? null : params.im();
    var number = im == null ? null : im.phoneNumber();
    if (number == null) {
      return List.of();
    }
    var own = new ArrayList<Identifier>();
    // With its country code, the plus sign left out by some.
    PhoneNumbers.identify(number.startsWith("+") ? number : "+" + number, null).found().ifPresent(phone -> {
      own.add(phone);
      WhatsAppAddresses.jidsOf(phone.getSearchForms()).forEach(jid -> WhatsAppAddresses.identify(jid).found().ifPresent(own::add));
    });
    return own;
  }
}
