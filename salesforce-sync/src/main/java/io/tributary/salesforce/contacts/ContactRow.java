package io.tributary.salesforce.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The values of one contact as they came, as UTF-8, in the order of the plan's fields; used again for the next contact. Bytes rather than strings, since
 * a large organisation has tens of millions of values.
 */
final class ContactRow {

  private static final int USUAL_BYTES = 4096;

  private final int[] from;
  private final int[] to;
  private byte[] bytes = new byte[USUAL_BYTES];
  private int length;

  ContactRow(int fields) {
    this.from = new int[fields];
    this.to = new int[fields];
  }

  /** All values are empty. */
  void clear() {
    Arrays.fill(from, 0);
    Arrays.fill(to, 0);
    length = 0;
  }

  /** @param field place in the plan */
  void put(int field, byte[] source, int offset, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
    System.arraycopy(source, offset, bytes, length, count);
    from[field] = length;
    to[field] = length += count;
  }

  /** Half a surrogate pair becomes a question mark. */
  void put(int field, String text) {
    var encoded = text.getBytes(UTF_8);
    put(field, encoded, 0, encoded.length);
  }

  /** Null and empty are the same. */
  boolean isEmpty(int field) {
    return from[field] == to[field];
  }

  String text(int field) {
    return new String(bytes, from[field], to[field] - from[field], UTF_8);
  }

  /** What {@link #from} and {@link #to} are places in; another array after the next {@link #put}. */
  byte[] bytes() {
    return bytes;
  }

  int from(int field) {
    return from[field];
  }

  int to(int field) {
    return to[field];
  }
}
