package io.tributary.participants.resolve;

import java.util.Comparator;

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

  private static final Comparator<Identity> ORDER = Comparator.comparing(Identity::kind).thenComparing(Identity::value);

  @Override
  public int compareTo(Identity other) {
    return ORDER.compare(this, other);
  }
}
