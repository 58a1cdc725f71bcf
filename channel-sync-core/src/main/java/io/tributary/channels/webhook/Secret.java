package io.tributary.channels.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What proves that a webhook is the provider's: a random text in a header, since version 1 of the API signs nothing. Its hash is all that is
 * kept; with 256 random bits that is as good as the secret itself to compare with, and worthless to whoever reads the table.
 */
record Secret(String text) {

  /** The header it comes in, as the provider's own examples have it. */
  static final String HEADER = "Unipile-Auth";

  private static final SecureRandom RANDOM = new SecureRandom();

  static Secret random() {
    return new Secret(randomText(32));
  }

  /** @param bytes how many random bytes it stands for */
  static String randomText(int bytes) {
    var random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes as long for a wrong secret as for the right one, and where there is nothing to compare with. */
  static boolean isOf(byte @Nullable [] hash, String presented) {
    return MessageDigest.isEqual(hash == null ? new byte[32] : hash, new Secret(presented).hash()) && hash != null;
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
