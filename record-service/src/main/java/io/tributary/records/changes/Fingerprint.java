package io.tributary.records.changes;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** SHA-256 over a sequence of values, each with its length before it so that no two sequences read the same. */
final class Fingerprint {

  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  Fingerprint add(@Nullable Object value) {
    if (value == null) {
      return addLength(-1);
    }
    var bytes = value.toString().getBytes(UTF_8);
    addLength(bytes.length);
    digest.update(bytes);
    return this;
  }

  Fingerprint addAll(Collection<?> values) {
    addLength(values.size());
    values.forEach(this::add);
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private Fingerprint addLength(int length) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    return this;
  }
}
