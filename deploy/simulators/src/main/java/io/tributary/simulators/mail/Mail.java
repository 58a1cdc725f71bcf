package io.tributary.simulators.mail;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One mail of one mailbox. The same message in another mailbox, or a second time in this one, is another mail.
 *
 * @param id the provider's API names it so
 * @param providerId the mail server names it so
 * @param messageId with its angle brackets; empty if the message has none
 * @param inReplyTo id of the message that it answers
 * @param from lower-case addresses
 * @param recipients lower-case addresses of To, Cc and Bcc
 * @param placement what a client may change
 */
public record Mail(
    String id, String providerId, String threadId, Instant date, String messageId, @Nullable String inReplyTo, Set<String> from,
    Set<String> recipients, AtomicReference<Placement> placement, Packed packed) {

  /**
   * Where it lies and whether it was read.
   *
   * @param folders at least one
   */
  public record Placement(List<Folder> folders, @Nullable Instant readAt) {}

  public List<Folder> folders() {
    return placement.get().folders();
  }

  /** The role of its first folder. */
  public String role() {
    return folders().getFirst().role();
  }

  /** Reads the whole message: its header, texts and attachments. */
  public MailContent content() {
    return ReadContent.of(packed.unpacked());
  }

  /** The bytes of one attachment, decoded. */
  public byte[] attachment(int index) {
    return ReadContent.attachment(packed.unpacked(), index);
  }
}
