package io.tributary.simulators.mail;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One person's mails, newest first, and where to find those of an address. */
public final class Mailbox {

  /** Newest first; mails of one instant in the order of their ids. */
  static final Comparator<Mail> NEWEST_FIRST = Comparator.comparing(Mail::date).reversed().thenComparing(Mail::id);

  private static final int[] NOWHERE = {};

  private final String owner;
  private final @Nullable String ownerName;
  private final List<Folder> folders;
  private final List<Mail> mails;
  private final Map<String, Mail> byId = new HashMap<>();
  private final Map<String, Mail> byProviderId = new HashMap<>();
  private final Map<String, Mail> byMessageId = new HashMap<>();
  /** Lower-case address to the ascending positions of its mails in {@link #mails}. */
  private final Map<String, int[]> byAddress = new HashMap<>();

  Mailbox(String owner, @Nullable String ownerName, Collection<Folder> folders, Collection<Mail> mails) {
    this.owner = owner;
    this.ownerName = ownerName;
    this.folders = List.copyOf(folders);
    this.mails = mails.stream().sorted(NEWEST_FIRST).toList();
    index();
  }

  /** The owner's address. */
  public String owner() {
    return owner;
  }

  public Optional<String> ownerName() {
    return Optional.ofNullable(ownerName);
  }

  public List<Folder> folders() {
    return folders;
  }

  /** Newest first. */
  public List<Mail> mails() {
    return mails;
  }

  public Optional<Mail> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Optional<Mail> byProviderId(String providerId) {
    return Optional.ofNullable(byProviderId.get(providerId));
  }

  /** The newest copy of a message. */
  public Optional<Mail> byMessageId(String messageId) {
    return Optional.ofNullable(byMessageId.get(messageId));
  }

  /** Positions in {@link #mails()} of all mails in which one of the addresses is in From, To, Cc or Bcc, whatever its case. */
  public IntStream positionsOf(Collection<String> addresses) {
    var positions = new BitSet();
    for (var address : addresses) {
      for (int position : byAddress.getOrDefault(address.toLowerCase(Locale.ROOT), NOWHERE)) {
        positions.set(position);
      }
    }
    return positions.stream();
  }

  /** The position of the first mail that is older than the instant; of those of that very instant, the first with a greater id. */
  public int positionAfter(Instant date, String id) {
    int low = 0;
    int high = mails.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isAfter(mails.get(middle), date, id)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean isAfter(Mail mail, Instant date, String id) {
    int order = date.compareTo(mail.date());
    return order > 0 || order == 0 && mail.id().compareTo(id) > 0;
  }

  /** This mailbox after a message has come, however old its date is. */
  public Mailbox with(byte[] message) {
    return new DeliverMail(this).deliver(message);
  }

  private void index() {
    var positions = new HashMap<String, IntStream.Builder>();
    for (int i = 0; i < mails.size(); i++) {
      var mail = mails.get(i);
      byId.put(mail.id(), mail);
      byProviderId.put(mail.providerId(), mail);
      byMessageId.putIfAbsent(mail.messageId(), mail);
      for (var address : addressesOf(mail)) {
        positions.computeIfAbsent(address, key -> IntStream.builder()).add(i);
      }
    }
    positions.forEach((address, list) -> byAddress.put(address, list.build().toArray()));
  }

  private static Set<String> addressesOf(Mail mail) {
    var addresses = new HashSet<>(mail.from());
    addresses.addAll(mail.recipients());
    return addresses;
  }

  @Override
  public String toString() {
    return "Mailbox of %s: %d mails".formatted(owner, mails.size());
  }
}
