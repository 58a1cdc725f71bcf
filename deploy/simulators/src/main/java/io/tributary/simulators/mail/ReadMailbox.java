package io.tributary.simulators.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a mailbox of its files. */
final class ReadMailbox {

  private final String owner;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Integer> copies = new HashMap<>();

  /** A message that is read, before it is known to which others it belongs. */
  private record Entry(String id, String providerId, Letter letter, Mail.Placement placement, Packed packed) {}

  private ReadMailbox(String owner) {
    this.owner = owner;
  }

  static Mailbox from(MailSource source) {
    var read = new ReadMailbox(source.owner());
    try {
      source.read(read::add);
    } catch (IOException e) {
      throw new UncheckedIOException("The mailbox of %s cannot be read: %s".formatted(source.owner(), e.getMessage()), e);
    }
    return read.mailbox();
  }

  private void add(RawMail raw) {
    var letter = Letter.of(raw);
    var first = Ids.digestOf(owner, raw.bytes(), 0);
    int ordinal = copies.merge(Ids.id(first), 1, Integer::sum) - 1;
    var digest = ordinal == 0 ? first : Ids.digestOf(owner, raw.bytes(), ordinal);
    entries.add(new Entry(Ids.id(digest), Ids.providerId(digest), letter, placement(raw, letter), Packed.of(raw.bytes())));
  }

  private Mail.Placement placement(RawMail raw, Letter letter) {
    boolean sent = letter.from().contains(owner);
    var folder = raw.folder() != null ? Folder.named(raw.folder()) : sent ? Folder.SENT : Folder.INBOX;
    return new Mail.Placement(List.of(folder), sent ? letter.date() : null);
  }

  private Mailbox mailbox() {
    var threads = Threads.of(entries.stream().map(Entry::letter).toList());
    var threadIds = new HashMap<String, String>(); // thread to the provider's id of its first mail, which names it
    var mails = entries.stream()
        .sorted(Comparator.comparing((Entry entry) -> entry.letter().date()).thenComparing(Entry::id))
        .map(entry -> mail(entry, threadIds.computeIfAbsent(threads.of(entry.letter(), entry.id()), thread -> entry.providerId())))
        .toList();
    return new Mailbox(owner, ownerName(), folders(), mails);
  }

  private static Mail mail(Entry entry, String threadId) {
    var letter = entry.letter();
    return new Mail(
        entry.id(), entry.providerId(), threadId, letter.date(), letter.messageId(), letter.inReplyTo(), letter.from(), letter.recipients(),
        new AtomicReference<>(entry.placement()), entry.packed());
  }

  private LinkedHashSet<Folder> folders() {
    var folders = new LinkedHashSet<>(List.of(Folder.INBOX, Folder.SENT, Folder.TRASH));
    entries.forEach(entry -> folders.addAll(entry.placement().folders()));
    return folders;
  }

  /** As the owner most often signs. */
  private @Nullable String ownerName() {
    return entries.stream()
        .filter(entry -> entry.letter().from().contains(owner))
        .flatMap(entry -> Headers.of(entry.packed().unpacked()).addresses("From").stream())
        .filter(from -> from.key().equals(owner) && from.name() != null)
        .map(from -> String.valueOf(from.name()))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }
}
