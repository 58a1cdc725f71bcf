package io.tributary.channels.email;

import io.tributary.channels.AccountProfile;
import io.tributary.channels.Channel;
import io.tributary.channels.MessagePage;
import io.tributary.channels.Search;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;

/** E-mail as channel sync sees it: mailboxes that are asked for a person's addresses as they are written. */
public final class EmailChannel implements Channel {

  private final Mailboxes mailboxes;
  private final Clock clock;

  EmailChannel(Mailboxes mailboxes, Clock clock) {
    this.mailboxes = mailboxes;
    this.clock = clock;
  }

  @Override
  public io.tributary.events.Channel kind() {
    return io.tributary.events.Channel.EMAIL;
  }

  @Override
  public AccountProfile profile(String account) {
    return mailboxes.profile(account);
  }

  @Override
  public MessagePage page(Search search) {
    // A comma parts the addresses of one question, so a quoted address with a comma cannot be asked for.
    var addresses = search.forms().stream().filter(form -> form.indexOf(',') < 0).toList();
    if (addresses.isEmpty()) {
      return new MessagePage(List.of(), new HashSet<>(), 0, 0, null, new HashSet<>(), null);
    }
    return ReadMails.of(mailboxes.search(search, addresses), ObserveMail.of(search, clock.instant()));
  }
}
