package io.tributary.connectors.inbound;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 over an event, compared in constant time. */
public final class Signature {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  public static byte[] of(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  public static boolean isSame(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  /** @param seconds since 1970, as the event's header has them */
  public static boolean isRecent(@Nullable String seconds, Instant now) {
    if (seconds == null || !seconds.matches("\\d{1,12}")) {
      return false;
    }
    return Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now).abs().compareTo(TOLERANCE) <= 0;
  }

  private Signature() {}
}
