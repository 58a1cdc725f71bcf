package io.tributary.simulators.unipile;

import io.tributary.simulators.mail.Mailbox;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The connected accounts, ordered by their ids. */
record Accounts(List<MailAccount> all) {

  static Accounts of(Collection<Mailbox> mailboxes) {
    return new Accounts(mailboxes.stream().map(MailAccount::of).sorted(Comparator.comparing(MailAccount::id)).toList());
  }

  Optional<MailAccount> find(String id) {
    return all.stream().filter(account -> account.id().equals(id)).findFirst();
  }

  MailAccount get(String id) {
    return find(id).orElseThrow(() -> Errors.notFound("Account " + id));
  }
}
