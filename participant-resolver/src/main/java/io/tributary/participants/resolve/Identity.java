package io.tributary.participants.resolve;

/**
 * One value by which a participant and a record can meet.
 *
 * @param kind an {@code IdentifierKind} by name, or {@link #DOMAIN}
 * @param value its canonical form
 */
public record Identity(String kind, String value) implements Comparable<Identity> {

  /** A work domain: meets a company's. */
  public static final String DOMAIN = "DOMAIN";

  /** An address without its plus tag: meets another's, and proves less. */
  public static final String WEAK = "EMAIL_UNTAGGED";

  @Override
  public int compareTo(Identity other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : value.compareTo(other.value);
  }
}
