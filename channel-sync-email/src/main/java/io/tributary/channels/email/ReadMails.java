package io.tributary.channels.email;

import io.tributary.channels.LearnedForm;
import io.tributary.channels.MessagePage;
import io.tributary.events.CommunicationObserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of mails as observations: drafts are left out, and ways of writing an address are learnt. */
final class ReadMails {

  static MessagePage of(MailList list, ObserveMail reader) {
    var observations = new ArrayList<CommunicationObserved>();
    var ids = new HashSet<String>();
    var learned = new HashSet<LearnedForm>();
    int unreadable = 0;
    Instant newest = null;
    for (var mail : list.mails()) {
      ids.add(mail.id());
      newest = later(newest, mail.sentAt());
      if (!mail.isDraft()) {
        var people = MailPeople.of(mail, reader.account());
        observations.add(reader.observe(mail, people));
        learned.addAll(people.learnedForms());
        unreadable += people.unreadable();
      }
    }
    int drafts = list.mails().size() - observations.size();
    return new MessagePage(observations, ids, drafts == 0 ? Map.of() : Map.of("draft", drafts), unreadable, newest, learned, list.cursor());
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  private ReadMails() {}
}
