package io.tributary.salesforce.contacts;

import java.util.Arrays;

/**
 * The values of one contact as they came, in the order of the plan's fields; used again for the next contact. Characters rather than strings, since a
 * large organisation has tens of millions of values.
 */
final class ContactRow {

  private static final int USUAL_CHARS = 4096;

  private final int[] from;
  private final int[] to;
  private char[] chars = new char[USUAL_CHARS];
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
  void put(int field, char[] source, int offset, int count) {
    if (length + count > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(2 * chars.length, length + count));
    }
    System.arraycopy(source, offset, chars, length, count);
    from[field] = length;
    to[field] = length += count;
  }

  /** Null and empty are the same. */
  boolean isEmpty(int field) {
    return from[field] == to[field];
  }

  String text(int field) {
    return new String(chars, from[field], to[field] - from[field]);
  }

  /** What {@link #from} and {@link #to} are places in; another array after the next {@link #put}. */
  char[] chars() {
    return chars;
  }

  int from(int field) {
    return from[field];
  }

  int to(int field) {
    return to[field];
  }
}
