package io.tributary.simulators.chat.linkedin;

import io.tributary.simulators.chat.Attendee;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Message;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.chat.NetworkRules;
import io.tributary.simulators.chat.linkedin.LinkedInFile.ChatPart;
import io.tributary.simulators.chat.linkedin.LinkedInFile.MessagePart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes one JSON file an account of LinkedIn. */
public final class ReadLinkedIn {

  private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final int FILE_BYTES = 48_000;

  private final LinkedInFile file;
  private final Messenger account;

  private ReadLinkedIn(LinkedInFile file, NetworkRules rules) {
    this.file = file;
    this.account = new Messenger(MessengerType.LINKEDIN, file.owner().profile(), rules);
  }

  /**
   * All files {@code *.json} of a folder.
   *
   * @throws IllegalArgumentException if there is none, or one is not of the form
   */
  public static List<Messenger> in(Path folder, NetworkRules rules) {
    try (var paths = Files.list(folder)) {
      var files = paths.filter(path -> path.toString().endsWith(".json")).sorted().toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException("There is no account of LinkedIn in %s: it needs files .json.".formatted(folder));
      }
      return files.stream().map(path -> read(path, rules)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The accounts in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static Messenger read(Path path, NetworkRules rules) {
    try {
      return new ReadLinkedIn(JSON.readValue(Files.readAllBytes(path), LinkedInFile.class), rules).account();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new IllegalArgumentException("%s is no account of LinkedIn: %s".formatted(path, e.getMessage()), e);
    }
  }

  private Messenger account() {
    LinkedInFile.or(file.people(), List.<LinkedInFile.Person>of()).forEach(person -> account.know(person.profile()));
    LinkedInFile.or(file.chats(), List.<ChatPart>of()).forEach(this::replay);
    return account;
  }

  private void replay(ChatPart part) {
    var with = LinkedInFile.or(part.with(), List.<String>of()).stream().map(this::attendee).toList();
    var chat = begin(part, with);
    LinkedInFile.or(part.messages(), List.<MessagePart>of()).forEach(message -> replay(chat, message));
  }

  private Chat begin(ChatPart part, List<Attendee> with) {
    if (with.isEmpty()) {
      throw new IllegalArgumentException("a chat is with nobody");
    }
    if (with.size() == 1) {
      return part.subject() == null ? account.chatWith(with.getFirst()) : account.inMail(with.getFirst(), part.subject());
    }
    var group = account.group(LinkedInFile.or(part.name(), "group of " + with.size()));
    with.forEach(group::seat);
    return group;
  }

  private void replay(Chat chat, MessagePart part) {
    if (part.from() == null || part.at() == null) {
      throw new IllegalArgumentException("a message has no from or no at");
    }
    var state = new Message.State(
        part.read() == null || part.read(), true, is(part.deleted()), is(part.edited()),
        LinkedInFile.or(part.reactions(), List.<LinkedInFile.ReactionPart>of()).stream()
            .map(one -> new Message.Reaction(one.value(), attendee(one.from()))).toList(),
        Map.of());
    var content = Message.Content.of(LinkedInFile.or(part.text(), "")).withSubject(chat.subject());
    var whole = part.file() == null ? content : content.withAttachment(Message.Attachment.of(part.file(), FILE_BYTES));
    chat.write(attendee(part.from()), is(part.deleted()) ? whole.withoutText() : whole, null, part.at(), state);
  }

  private Attendee attendee(String reference) {
    if (reference.equals("me")) {
      return account.owner();
    }
    var member = account.profile(reference)
        .orElseThrow(() -> new IllegalArgumentException("%s is not among the people".formatted(reference)));
    return account.attendee(member, asId(member, reference));
  }

  private static String asId(LinkedInProfile member, String reference) {
    return member.hasId(reference) ? reference : member.providerId();
  }

  private static boolean is(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}
