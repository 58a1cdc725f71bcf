package io.tributary.connectors.poll;

import org.jspecify.annotations.Nullable;

/**
 * Who a provider's person id stands for.
 *
 * @param email as the directory has it: evidence for a match
 */
public record Person(String id, @Nullable String name, @Nullable String email) {

  /** One that the provider does not tell about. */
  public static Person unknown(String id) {
    return new Person(id, null, null);
  }
}
