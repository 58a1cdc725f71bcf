package io.tributary.identifiers;

import io.tributary.events.Identifier;
import java.util.Optional;

/** What a value turned out to be: an identifier, or not one and why. */
public sealed interface Identification {

  /** The identifier, if the value is one. */
  Optional<Identifier> found();

  record Identified(Identifier identifier) implements Identification {
    @Override
    public Optional<Identifier> found() {
      return Optional.of(identifier);
    }
  }

  /**
   * An empty, placeholder or malformed value: never matched, only reported.
   *
   * @param raw the value as it came
   * @param reason a sentence for whoever typed it; it does not repeat the value
   */
  record NotAnIdentifier(String raw, String reason) implements Identification {
    @Override
    public Optional<Identifier> found() {
      return Optional.empty();
    }
  }
}
