package io.tributary.simulators.chat.whatsapp;

import io.tributary.simulators.chat.Attendee;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Contact;
import io.tributary.simulators.chat.EventType;
import io.tributary.simulators.chat.Message;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.WhatsAppContact;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the entries of one export a chat of an account. */
final class ReplayExport {

  private static final Set<String> DELETED = Set.of("This message was deleted", "You deleted this message");
  private static final String EDITED = "<This message was edited>";
  private static final Pattern FILE = Pattern.compile(
      "<\\s?attached: (?<attached>[^>]+?)\\s?>|(?<beside>[^\\n]+?\\.\\w{2,5}) \\(file attached\\)|(?<omitted><Media omitted>)"
          + "|(?<kind>image|video|audio|sticker|GIF|document) omitted");
  private static final int FILE_BYTES = 64_000;

  private final Messenger account;
  private final PhoneBook book;
  private final String title;
  private final List<ExportEntry> entries;

  /** @param title what the file's name says: whom or what the chat is with */
  ReplayExport(Messenger account, PhoneBook book, String title, List<ExportEntry> entries) {
    this.account = account;
    this.book = book;
    this.title = title;
    this.entries = entries;
  }

  /** Empty where nobody but the owner ever wrote or is named: there is nobody to chat with. */
  Optional<Chat> replay() {
    return begin().map(chat -> {
      entries.forEach(entry -> replay(chat, entry));
      return chat;
    });
  }

  private Optional<Chat> begin() {
    var authors = new LinkedHashSet<String>();
    entries.stream().map(ExportEntry::author).filter(Objects::nonNull).filter(author -> !isOwner(author)).forEach(authors::add);
    boolean group = authors.size() > 1
        || entries.stream().anyMatch(entry -> entry.author() == null && SystemLine.of(entry.text()).isOfAGroup());
    if (group) {
      return Optional.of(account.group(title));
    }
    return authors.stream().findFirst().or(() -> entries.isEmpty() ? Optional.empty() : Optional.of(title)).map(name -> account.chatWith(contact(name)));
  }

  private void replay(Chat chat, ExportEntry entry) {
    if (entry.author() == null) {
      tell(chat, entry);
      return;
    }
    var sender = account.attendee(contact(entry.author()));
    if (chat.isGroup() && !sender.self()) {
      chat.seat(sender);
    }
    write(chat, sender, entry);
  }

  private static void write(Chat chat, Attendee sender, ExportEntry entry) {
    var state = Message.State.READ;
    if (DELETED.contains(entry.text().replaceAll("\\.$", ""))) {
      chat.write(sender, new Message.Content(null, null, List.of(), null), null, entry.at(), state.asDeleted());
    } else if (entry.text().endsWith(EDITED)) {
      var text = entry.text().substring(0, entry.text().length() - EDITED.length()).strip();
      chat.write(sender, content(text), null, entry.at(), state.asEdited());
    } else {
      chat.write(sender, content(entry.text()), null, entry.at(), state);
    }
  }

  private static Message.Content content(String text) {
    var file = FILE.matcher(text);
    if (!file.find()) {
      return Message.Content.of(text);
    }
    var rest = (text.substring(0, file.start()) + text.substring(file.end())).strip();
    var name = file.group("attached") != null ? file.group("attached") : file.group("beside") != null ? file.group("beside") : "omitted.jpg";
    return Message.Content.of(rest).withAttachment(Message.Attachment.of(name.strip(), FILE_BYTES));
  }

  private void tell(Chat chat, ExportEntry entry) {
    var line = SystemLine.of(entry.text());
    var actor = attendee(line.actor());
    var target = attendee(line.target());
    var concerned = target == null ? actor : target;
    if (concerned != null && chat.isGroup() && !concerned.self()) {
      if (line.type() == EventType.PARTICIPANT_LEAVE || line.type() == EventType.PARTICIPANT_REMOVE) {
        chat.unseat(concerned);
      } else {
        chat.seat(concerned);
      }
    }
    var teller = line.isOfAGroup() && line.type() != EventType.PARTICIPANT_ADD && line.type() != EventType.PARTICIPANT_REMOVE ? actor : concerned;
    chat.write(
        teller == null ? unnamed(chat, line) : teller, Message.Content.of(entry.text()), line.type(), entry.at(), Message.State.READ);
  }

  /** Exports do not say who called: whoever is called is the one with the telephone. */
  private Attendee unnamed(Chat chat, SystemLine line) {
    return line.type() == EventType.UNKNOWN || chat.isGroup() ? account.owner() : chat.others().getFirst();
  }

  private @Nullable Attendee attendee(@Nullable String name) {
    return name == null ? null : account.attendee(contact(name));
  }

  private Contact contact(String name) {
    return isOwner(name) ? account.owner().contact() : book.named(name);
  }

  private boolean isOwner(String name) {
    return name.equalsIgnoreCase("You") || account.owner().contact() instanceof WhatsAppContact owner && name.equals(owner.name());
  }
}
