package io.tributary.simulators.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a message but the bytes of its attachments.
 *
 * @param headers in their order
 * @param subject decoded; empty if there is none
 * @param html null if there is no HTML part
 * @param plain the text parts; where there is only HTML, its text
 */
public record MailContent(
    List<HeaderField> headers,
    List<MailAddress> from,
    List<MailAddress> to,
    List<MailAddress> cc,
    List<MailAddress> bcc,
    List<MailAddress> replyTo,
    String subject,
    @Nullable String html,
    String plain,
    List<Attachment> attachments) {

  /**
   * @param index its number among the message's attachments, from 0
   * @param name decoded; never empty
   * @param size in bytes, decoded
   * @param contentId without angle brackets
   */
  public record Attachment(int index, String name, int size, String mime, @Nullable String contentId) {

    /** What follows the name's last dot; empty if there is none. */
    public String extension() {
      return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
    }
  }

  /** Characters that it holds, about; what a cache is measured by. */
  public long weight() {
    return plain.length() + (html == null ? 0 : html.length()) + headers.stream().mapToLong(field -> field.bytes().length()).sum();
  }
}
