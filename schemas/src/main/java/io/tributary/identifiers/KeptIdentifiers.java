package io.tributary.identifiers;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import java.util.LinkedHashSet;
import java.util.List;

/** Identifiers of which nothing but the kind and the canonical form was kept. */
public final class KeptIdentifiers {

  /** @param canonical as it was made by one of this package's classes; it is not looked at again */
  public static Identifier of(IdentifierKind kind, String canonical) {
    return CanonicalForm.identified(kind, canonical, canonical, new LinkedHashSet<>(List.of(canonical))).identifier();
  }

  private KeptIdentifiers() {}
}
