package io.tributary.simulators.unipile;

import io.tributary.simulators.mail.Mail;
import io.tributary.simulators.mail.MailContent;
import java.util.LinkedHashMap;

/** Contents of the mails that were asked for last: a message is often read for several people in a row. */
final class ContentCache {

  /** Characters, about. */
  private static final long MOST = 8_000_000;

  private final LinkedHashMap<String, MailContent> contents = new LinkedHashMap<>(256, 0.75f, true);
  private long weight;

  MailContent of(Mail mail) {
    synchronized (contents) {
      var known = contents.get(mail.id());
      if (known != null) {
        return known;
      }
    }
    var content = mail.content();
    keep(mail.id(), content);
    return content;
  }

  private void keep(String id, MailContent content) {
    synchronized (contents) {
      if (contents.put(id, content) == null) {
        weight += content.weight();
      }
      var eldest = contents.entrySet().iterator();
      while (weight > MOST && eldest.hasNext()) {
        weight -= eldest.next().getValue().weight();
        eldest.remove();
      }
    }
  }
}
