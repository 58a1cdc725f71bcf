package io.tributary.identifiers;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.TrustEvents;
import io.tributary.identifiers.Identification.Identified;
import java.util.ArrayList;
import java.util.SequencedSet;

/** Makes identifiers that carry the version of the rules they were made by. */
final class CanonicalForm {

  /** To be raised whenever a value that was an identifier before gets another canonical form. */
  private static final int VERSION = 1;

  static {
    TrustEvents.once();
  }

  /** By constructor, not by builder: this runs for every address of every mail. */
  static Identified identified(IdentifierKind kind, String raw, String canonical, SequencedSet<String> searchForms) {
    return new Identified(new Identifier(kind, raw, canonical, VERSION, new ArrayList<>(searchForms)));
  }

  private CanonicalForm() {}
}
