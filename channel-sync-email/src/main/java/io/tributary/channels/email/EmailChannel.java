package io.tributary.channels.email;

import io.tributary.channels.AccountProfile;
import io.tributary.channels.Channel;
import io.tributary.channels.LearnedForm;
import io.tributary.channels.MessagePage;
import io.tributary.channels.Observation;
import io.tributary.channels.Search;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    var list = mailboxes.search(search, addresses);
    return pageOf(list, search);
  }

  private MessagePage pageOf(MailList list, Search search) {
    var reader = new ObserveMail(search.account(), search.record(), clock.instant());
    var observations = new ArrayList<Observation>();
    var ids = new HashSet<String>();
    var learned = new HashSet<LearnedForm>();
    int unreadable = 0;
    Instant newest = null;
    for (var mail : list.mails()) {
      ids.add(mail.id());
      newest = later(newest, mail.sentAt());
      if (!mail.isDraft()) {
        var people = MailPeople.of(mail, search.account());
        observations.add(reader.observe(mail, people));
        learned.addAll(people.learnedForms());
        unreadable += people.unreadable();
      }
    }
    return new MessagePage(observations, ids, list.mails().size() - observations.size(), unreadable, newest, learned, list.cursor());
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }
}
