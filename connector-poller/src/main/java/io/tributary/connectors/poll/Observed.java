package io.tributary.connectors.poll;

import io.tributary.events.CommunicationObserved;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/** A communication that a page showed. */
public record Observed(CommunicationObserved event) {

  /** The provider's id, which tells it from the others of its connection. */
  String item() {
    return event.getExternalId();
  }

  /** Differs where anything differs but the time of reading. */
  long fingerprint() {
    var timeless = CommunicationObserved.newBuilder(event).setObservedAt(Instant.EPOCH).build();
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(timeless.toString().getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
