package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.mail.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What happens to accounts while the double runs; webhooks are told. */
final class LiveAccounts {

  private final Accounts accounts;
  private final TellWebhooks tell;
  /** Mails that came to an account that is not connected. */
  private final Map<String, List<byte[]>> gaps = new ConcurrentHashMap<>();

  LiveAccounts(Accounts accounts, TellWebhooks tell) {
    this.accounts = accounts;
    this.tell = tell;
    accounts.messengers().forEach(messenger -> messenger.listen(tell::happened));
  }

  Messenger connect(Messenger messenger) {
    accounts.add(messenger);
    messenger.listen(tell::happened);
    tell.status(messenger.id(), messenger.type().name(), "CREATION_SUCCESS");
    return messenger;
  }

  /** @return the account's id */
  String connect(Mailbox mailbox) {
    var account = accounts.add(mailbox);
    tell.status(account.id(), MailAccount.TYPE, "CREATION_SUCCESS");
    return account.id();
  }

  /** The import of its history has ended. */
  void synced(String account) {
    tell.status(account, accounts.type(account), "SYNC_SUCCESS");
  }

  /** From now on; what came to an account that was not connected comes now, after webhooks have been told of the reconnection. */
  synchronized void status(String account, AccountStatus status) {
    boolean wasConnected = accounts.status(account).isConnected();
    accounts.status(account, status);
    var type = accounts.type(account);
    if (!status.isConnected()) {
      accounts.findMessenger(account).ifPresent(Messenger::disconnect);
      tell.status(account, type, status.name());
    } else if (wasConnected) {
      tell.status(account, type, "OK");
    } else {
      tell.status(account, type, "RECONNECTED");
      tell.status(account, type, "OK");
      accounts.findMessenger(account).ifPresent(Messenger::reconnect);
      gaps.getOrDefault(account, List.of()).forEach(message -> deliver(account, message));
      gaps.remove(account);
    }
  }

  /** A mail comes, whatever its date says. */
  synchronized void deliver(String account, byte[] message) {
    var mailbox = accounts.mailbox(account);
    if (accounts.status(account).isConnected()) {
      tell.arrived(mailbox, mailbox.deliver(message));
    } else {
      gaps.computeIfAbsent(account, _ -> new ArrayList<>()).add(message);
    }
  }

  /** Somebody has become a contact. */
  void relate(String account, LinkedInProfile member) {
    var messenger = accounts.messenger(account);
    messenger.know(member);
    tell.related(messenger, member);
  }
}
