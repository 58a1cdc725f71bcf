package io.tributary.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The one id of a mail in all mailboxes. */
public final class MessageIds {

  /**
   * The first id in angle brackets of its Message-ID, without these; a Message-ID without brackets as it stands. A mail without one is
   * known by its account and its id there, so that copies of it in two accounts stay two mails: nothing says that they are one.
   */
  public static String of(@Nullable String messageId, String account, String idInAccount) {
    var header = messageId == null ? "" : messageId;
    return MailHeaders.idsIn(header).findFirst().orElseGet(() -> {
      var bare = header.replaceAll("[\\s<>]+", "");
      return bare.isEmpty() ? "sha256:" + sha256(account + '\n' + idInAccount) : bare;
    });
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private MessageIds() {}
}
