package io.tributary.channels.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What makes an event of an account one event, however often it is delivered: the provider gives events no ids. Never the message's id
 * alone: a message that was read, and one that came, are two events of it. Parts that are longer than an index takes stand as their hashes.
 *
 * @param event its name, as {@code mail_received}
 * @param id of the message, as the provider's events call it, or of what else the event is about
 * @param version what differs where one message has several events of a kind (its new text's hash, its folders); empty where it has one
 */
public record EventId(String event, String id, String version) {

  private static final int LONGEST = 500;

  public EventId {
    event = bounded(event);
    id = bounded(id);
    version = bounded(version);
  }

  public EventId(String event, String id) {
    this(event, id, "");
  }

  static String bounded(String part) {
    if (part.length() <= LONGEST) {
      return part;
    }
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(part.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
