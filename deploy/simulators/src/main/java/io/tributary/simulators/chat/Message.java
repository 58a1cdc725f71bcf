package io.tributary.simulators.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a chat, or a row that tells of an event.
 *
 * @param at when it was written, to the millisecond
 * @param event null for a message
 * @param visibleFrom reads do not find it before
 */
public record Message(
    String id, String providerId, Instant at, Attendee sender, Content content, @Nullable EventType event, State state, Instant visibleFrom) {

  /**
   * What was written.
   *
   * @param subject of an InMail
   * @param quotedId the API's id of the message that is answered
   */
  public record Content(@Nullable String text, @Nullable String subject, List<Attachment> attachments, @Nullable String quotedId) {

    public Content {
      attachments = List.copyOf(attachments);
    }

    public static Content of(String text) {
      return new Content(text, null, List.of(), null);
    }

    public Content withoutText() {
      return new Content(null, subject, attachments, quotedId);
    }

    public Content withSubject(@Nullable String subject) {
      return new Content(text, subject, attachments, quotedId);
    }

    public Content withAttachment(Attachment attachment) {
      var all = new ArrayList<>(attachments);
      all.add(attachment);
      return new Content(text, subject, all, quotedId);
    }

    public Content quoting(String messageId) {
      return new Content(text, subject, attachments, messageId);
    }
  }

  /**
   * A file beside the text; its bytes are invented when they are asked for.
   *
   * @param mimetype decides whether it is shown as picture, film, sound or file
   * @param size bytes
   */
  public record Attachment(String fileName, String mimetype, int size) {

    private static final Map<String, String> MIMETYPES = Map.ofEntries(
        Map.entry("jpg", "image/jpeg"), Map.entry("jpeg", "image/jpeg"), Map.entry("png", "image/png"), Map.entry("webp", "image/webp"),
        Map.entry("mp4", "video/mp4"), Map.entry("opus", "audio/ogg"), Map.entry("m4a", "audio/mp4"), Map.entry("mp3", "audio/mpeg"),
        Map.entry("pdf", "application/pdf"), Map.entry("vcf", "text/vcard"), Map.entry("txt", "text/plain"));

    /** Of the type that its name tells. */
    public static Attachment of(String fileName, int size) {
      var extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      return new Attachment(fileName, MIMETYPES.getOrDefault(extension, "application/octet-stream"), size);
    }
  }

  /** @param value the emoji */
  public record Reaction(String value, Attendee sender) {}

  /**
   * What became of it.
   *
   * @param seenBy when, by the reader's id in the network
   */
  public record State(
      boolean seen, boolean delivered, boolean deleted, boolean edited, List<Reaction> reactions, Map<String, Instant> seenBy) {

    public static final State FRESH = new State(false, false, false, false, List.of(), Map.of());
    public static final State READ = new State(true, true, false, false, List.of(), Map.of());

    public State {
      reactions = List.copyOf(reactions);
      seenBy = Map.copyOf(seenBy);
    }

    public State asDelivered() {
      return new State(seen, true, deleted, edited, reactions, seenBy);
    }

    public State asDeleted() {
      return new State(seen, delivered, true, edited, reactions, seenBy);
    }

    public State asEdited() {
      return new State(seen, delivered, deleted, true, reactions, seenBy);
    }

    State asSeen() {
      return new State(true, true, deleted, edited, reactions, seenBy);
    }

    State seenBy(Attendee reader, Instant at) {
      var readers = new HashMap<>(seenBy);
      readers.put(reader.providerId(), at);
      return new State(true, true, deleted, edited, reactions, readers);
    }

    /** One of each sender; a later one takes its place, an empty one takes it away. */
    State with(Reaction reaction) {
      var all = new ArrayList<>(reactions);
      all.removeIf(one -> one.sender().id().equals(reaction.sender().id()));
      if (!reaction.value().isEmpty()) {
        all.add(reaction);
      }
      return new State(seen, delivered, deleted, edited, all, seenBy);
    }
  }

  public boolean isOurs() {
    return sender.self();
  }

  Message with(State state) {
    return new Message(id, providerId, at, sender, content, event, state, visibleFrom);
  }

  Message withText(String text) {
    var changed = new Content(text, content.subject(), content.attachments(), content.quotedId());
    return new Message(id, providerId, at, sender, changed, event, state.asEdited(), visibleFrom);
  }

  Message withoutContent() {
    var nothing = new Content(null, content.subject(), List.of(), content.quotedId());
    return new Message(id, providerId, at, sender, nothing, event, state.asDeleted(), visibleFrom);
  }

  Message visibleFrom(Instant instant) {
    return new Message(id, providerId, at, sender, content, event, state, instant);
  }
}
