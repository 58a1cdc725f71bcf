package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.NetworkRules;
import io.tributary.simulators.chat.linkedin.ReadLinkedIn;
import io.tributary.simulators.chat.whatsapp.ReadWhatsApp;
import io.tributary.simulators.mail.Mailbox;
import io.tributary.simulators.mail.Mailboxes;
import java.util.ArrayList;
import java.util.List;

/** Makes accounts of what lies in folders. */
final class ReadAccounts {

  static Accounts of(UnipileOptions.Data data, NetworkRules rules) {
    var mailboxes = data.mail() == null ? List.<Mailbox>of() : Mailboxes.in(data.mail());
    var messengers = new ArrayList<Messenger>();
    if (data.whatsapp() != null) {
      messengers.addAll(ReadWhatsApp.in(data.whatsapp(), rules));
    }
    if (data.linkedin() != null) {
      messengers.addAll(ReadLinkedIn.in(data.linkedin(), rules));
    }
    return new Accounts(mailboxes, messengers, rules);
  }

  private ReadAccounts() {}
}
