package io.tributary.simulators.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Ids that are the same after every start: hashes of what they name. */
public final class Ids {

  private static final int ID_BYTES = 16;
  private static final int PROVIDER_ID_BYTES = 8;

  /** 22 characters of base64url, as the provider's ids are. */
  public static String of(String... parts) {
    return id(digest(parts));
  }

  static String id(byte[] digest) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ID_BYTES));
  }

  /** 16 hexadecimal digits, as a mail provider names its mails. */
  static String providerId(byte[] digest) {
    return HexFormat.of().formatHex(digest, ID_BYTES, ID_BYTES + PROVIDER_ID_BYTES);
  }

  /** Of one copy of a message in one mailbox; {@code ordinal} tells copies with the same bytes apart. */
  static byte[] digestOf(String owner, byte[] message, int ordinal) {
    var sha = sha256();
    sha.update((owner + '\0' + ordinal + '\0').getBytes(StandardCharsets.UTF_8));
    return sha.digest(message);
  }

  private static byte[] digest(String... parts) {
    return sha256().digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private Ids() {}
}
