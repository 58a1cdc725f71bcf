package io.tributary.simulators.gmail;

import io.tributary.simulators.mail.Mail;
import io.tributary.simulators.mail.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A mailbox with a history: mails come in one after the other, each with a number. */
final class GmailMailbox {

  /** @param historyId of the change that brought it */
  record Arrived(Mail mail, long historyId) {}

  private static final long FIRST = 1000;

  private final Mailbox mailbox;
  private final List<Arrived> arrived = new ArrayList<>();
  private final List<Mail> toCome = new ArrayList<>();
  private long forgottenUpTo = FIRST - 1;

  GmailMailbox(Mailbox mailbox) {
    this.mailbox = mailbox;
    mailbox.mails().stream().sorted(Comparator.comparing(Mail::date).thenComparing(Mail::id)).forEach(this::arrive);
  }

  String owner() {
    return mailbox.owner();
  }

  /** Newest first. */
  synchronized List<Mail> mails() {
    return arrived.stream().map(Arrived::mail).sorted(Comparator.comparing(Mail::date).reversed().thenComparing(Mail::id)).toList();
  }

  synchronized Optional<Arrived> byId(String id) {
    return arrived.stream().filter(it -> idOf(it.mail()).equals(id)).findFirst();
  }

  synchronized long historyId() {
    return FIRST + arrived.size();
  }

  /** Empty if that is too long ago. */
  synchronized Optional<List<Arrived>> since(long historyId) {
    return historyId < forgottenUpTo ? Optional.empty() : Optional.of(arrived.stream().filter(it -> it.historyId() > historyId).toList());
  }

  /** The newest mails have not come yet. */
  synchronized void holdBack(int mails) {
    for (int i = 0; i < mails && !arrived.isEmpty(); i++) {
      toCome.addFirst(arrived.removeLast().mail());
    }
  }

  /** What was held back comes now. */
  synchronized int deliver() {
    int mails = toCome.size();
    toCome.forEach(this::arrive);
    toCome.clear();
    return mails;
  }

  synchronized void forget() {
    forgottenUpTo = historyId();
  }

  /** Mails are old: "newer than" counts from the newest of them. */
  synchronized Instant newerThan(Duration age) {
    return arrived.stream().map(it -> it.mail().date()).max(Comparator.naturalOrder()).orElse(Instant.EPOCH).minus(age);
  }

  /** 16 hexadecimal digits, as Gmail's are. */
  static String idOf(Mail mail) {
    return "%016x".formatted(mail.id().hashCode() * 0x9E3779B97F4A7C15L);
  }

  static String threadOf(Mail mail) {
    return "%016x".formatted(mail.threadId().hashCode() * 0x9E3779B97F4A7C15L);
  }

  private void arrive(Mail mail) {
    arrived.add(new Arrived(mail, FIRST + arrived.size() + 1));
  }
}
