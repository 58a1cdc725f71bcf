package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.chat.NetworkRules;
import io.tributary.simulators.mail.Mailbox;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The connected accounts, ordered by their ids. More can come while the double runs. */
final class Accounts {

  private final NetworkRules rules;
  private final Map<String, MailAccount> mailboxes = new ConcurrentSkipListMap<>();
  private final Map<String, Messenger> messengers = new ConcurrentSkipListMap<>();
  private final Map<String, AccountStatus> statuses = new ConcurrentHashMap<>();

  Accounts(Collection<Mailbox> mailboxes, Collection<Messenger> messengers, NetworkRules rules) {
    this.rules = rules;
    mailboxes.forEach(this::add);
    messengers.forEach(this::add);
  }

  /** @return the account as it is known from now on */
  MailAccount add(Mailbox mailbox) {
    var account = MailAccount.of(mailbox, rules);
    mailboxes.put(account.id(), account);
    return account;
  }

  void add(Messenger messenger) {
    messengers.put(messenger.id(), messenger);
  }

  /** False if there is none. */
  boolean remove(String id) {
    statuses.remove(id);
    return mailboxes.remove(id) != null | messengers.remove(id) != null;
  }

  List<MailAccount> mailboxes() {
    return List.copyOf(mailboxes.values());
  }

  List<Messenger> messengers() {
    return List.copyOf(messengers.values());
  }

  Optional<MailAccount> findMailbox(String id) {
    return Optional.ofNullable(mailboxes.get(id));
  }

  MailAccount mailbox(String id) {
    return findMailbox(id).orElseThrow(() -> Errors.notFound("Account " + id));
  }

  /** A mailbox that the network can be asked for. */
  MailAccount connectedMailbox(String id) {
    var account = mailbox(id);
    mustBeConnected(id);
    return account;
  }

  Optional<Messenger> findMessenger(String id) {
    return Optional.ofNullable(messengers.get(id));
  }

  Messenger messenger(String id) {
    return findMessenger(id).orElseThrow(() -> Errors.notFound("Account " + id));
  }

  /** As {@code /accounts} shows it. */
  String type(String id) {
    return mailboxes.containsKey(id) ? MailAccount.TYPE : messenger(id).type().name();
  }

  AccountStatus status(String id) {
    return statuses.getOrDefault(id, AccountStatus.OK);
  }

  void status(String id, AccountStatus status) {
    if (!mailboxes.containsKey(id) && !messengers.containsKey(id)) {
      throw new IllegalArgumentException("There is no account %s.".formatted(id));
    }
    statuses.put(id, status);
  }

  void mustBeConnected(String id) {
    if (!status(id).isConnected()) {
      throw Errors.disconnected();
    }
  }

  Optional<Chat> chat(String chatId) {
    return messengers.values().stream().flatMap(messenger -> messenger.chat(chatId).stream()).findFirst();
  }

  Optional<Chat> chatOfMessage(String messageId) {
    return messengers.values().stream().flatMap(messenger -> messenger.chatOfMessage(messageId).stream()).findFirst();
  }

  /** LinkedIn is one network: what one account's people are, the others' can look up. */
  Optional<LinkedInProfile> profile(String identifier) {
    return messengers.values().stream()
        .filter(messenger -> messenger.type() == MessengerType.LINKEDIN)
        .flatMap(messenger -> messenger.profile(identifier).stream())
        .findFirst();
  }
}
