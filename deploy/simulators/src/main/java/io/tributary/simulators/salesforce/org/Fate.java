package io.tributary.simulators.salesforce.org;

/**
 * What became of a contact.
 *
 * @param winner the contact that it was merged into; -1 for none
 */
record Fate(Kind kind, long winner) {

  /** The kinds of fates. */
  enum Kind { LIVE, DELETED, HIDDEN, PURGED }

  static final Fate LIVE = new Fate(Kind.LIVE, -1);
  static final Fate DELETED = new Fate(Kind.DELETED, -1);
  static final Fate HIDDEN = new Fate(Kind.HIDDEN, -1);
  static final Fate PURGED = new Fate(Kind.PURGED, -1);

  static Fate mergedInto(long winner) {
    return new Fate(Kind.DELETED, winner);
  }

  boolean isVisible(boolean withDeleted) {
    return kind == Kind.LIVE || (withDeleted && kind == Kind.DELETED);
  }
}
