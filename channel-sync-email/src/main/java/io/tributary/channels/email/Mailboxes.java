package io.tributary.channels.email;

import io.tributary.channels.AccountProfile;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.Search;
import io.tributary.channels.unipile.Account;
import io.tributary.channels.unipile.UniPile;
import io.tributary.events.Identifier;
import io.tributary.identifiers.EmailAddresses;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mail calls of UniPile's API. */
final class Mailboxes {

  private static final int MAILS_A_PAGE = 250;
  /** Smaller than a sync's page: what is newest is mostly little. */
  private static final int NEWEST_A_PAGE = 100;

  private static final Set<String> MAIL_ACCOUNTS = Set.of("MAIL", "GOOGLE", "GOOGLE_OAUTH", "ICLOUD", "OUTLOOK", "EXCHANGE");

  /** Exactly three decimals, which the API's pattern asks for. */
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final UniPile uniPile;

  Mailboxes(UniPile uniPile) {
    this.uniPile = uniPile;
  }

  /** Mails sent to or received from one of the addresses, newest first. A follow-up page is asked for by its cursor alone. */
  MailList search(Search search, List<String> addresses) {
    int mails = Math.max(1, MAILS_A_PAGE / search.pageShare());
    var request = UniPile.path("emails");
    if (search.cursor() != null) {
      request.queryParam("cursor", "{cursor}").queryParam("limit", mails);
      return uniPile.get(request, Map.of("cursor", search.cursor()), MailList.class);
    }
    request.queryParam("account_id", "{account}")
        .queryParam("any_email", "{addresses}")
        .queryParam("limit", mails)
        .queryParam("meta_only", false)
        .queryParam("include_headers", true);
    var values = new LinkedHashMap<String, Object>(Map.of("account", search.account().id(), "addresses", String.join(",", addresses)));
    if (search.after() != null) {
      request.queryParam("after", "{after}");
      values.put("after", TIME.format(search.after()));
    }
    return uniPile.get(request, values, MailList.class);
  }

  /** Mails of whomever, newest first. A follow-up page is asked for by its cursor alone. */
  MailList newest(String account, Instant after, @Nullable String cursor, int pageShare) {
    int mails = Math.max(1, NEWEST_A_PAGE / pageShare);
    if (cursor != null) {
      return uniPile.get(
          UniPile.path("emails").queryParam("cursor", "{cursor}").queryParam("limit", mails), Map.of("cursor", cursor), MailList.class);
    }
    var request = UniPile.path("emails")
        .queryParam("account_id", "{account}")
        .queryParam("after", "{after}")
        .queryParam("limit", mails)
        .queryParam("meta_only", false)
        .queryParam("include_headers", true);
    return uniPile.get(request, Map.of("account", account, "after", TIME.format(after)), MailList.class);
  }

  Mail mail(String id) {
    return uniPile.get(UniPile.path("emails", "{id}").queryParam("include_headers", true), Map.of("id", id), Mail.class);
  }

  /** @throws ProviderFailed if the account is unknown or not a mailbox */
  AccountProfile profile(String id) {
    var account = uniPile.get(UniPile.path("accounts", "{id}"), Map.of("id", id), Account.class);
    if (!MAIL_ACCOUNTS.contains(account.type())) {
      throw new ProviderFailed(ProviderFailure.CALLER_BUG, "The account is not a mailbox but of type " + account.type() + ".");
    }
    return new AccountProfile(account.status(), account.name(), ownAddresses(account));
  }

  private List<Identifier> ownAddresses(Account account) {
    var written = Stream.concat(addressesOf(account), ownerOf(account.id()).addresses());
    var own = new LinkedHashMap<String, Identifier>();
    written.forEach(address -> EmailAddresses.identify(address).found().ifPresent(found -> own.putIfAbsent(found.getCanonical(), found)));
    return List.copyOf(own.values());
  }

  private static Stream<String> addressesOf(Account account) {
    var params = account.connectionParams();
    var mail = params == null ? null : params.mail();
    return mail == null
        ? Stream.ofNullable(account.name())
        : Stream.of(account.name(), mail.username(), mail.imapUser()).flatMap(Stream::ofNullable);
  }

  /** Not every kind of mailbox tells its owner; its account does. */
  private MailboxOwner ownerOf(String account) {
    try {
      return uniPile.get(
          UniPile.path("users", "me").queryParam("account_id", "{account}"), Map.of("account", account), MailboxOwner.class);
    } catch (ProviderFailed failure) {
      if (failure.failure().passes()) {
        throw failure;
      }
      return MailboxOwner.UNKNOWN;
    }
  }
}
