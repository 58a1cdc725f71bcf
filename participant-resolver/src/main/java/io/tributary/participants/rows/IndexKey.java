package io.tributary.participants.rows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What strangers write may be of any length; an entry of a PostgreSQL index holds about 2,700 bytes. */
public final class IndexKey {

  private static final int LONGEST = 400;

  /** The text itself, or its hash where it is longer than any that is meant well. */
  public static String of(String text) {
    return text.length() <= LONGEST ? text : "sha256:" + sha256(text);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private IndexKey() {}
}
