package io.tributary.channels;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import java.util.List;

/**
 * An identifier of a record, as far as a provider is asked for it.
 *
 * @param searchForms the forms a provider may have it under
 */
public record SoughtIdentifier(IdentifierKind kind, String canonical, List<String> searchForms) {

  public SoughtIdentifier {
    searchForms = List.copyOf(searchForms);
  }

  public static SoughtIdentifier of(Identifier identifier) {
    return new SoughtIdentifier(identifier.getKind(), identifier.getCanonical(), identifier.getSearchForms());
  }
}
