package io.tributary.service.privacy;

/** Addresses that a table keeps as they were written, beside the canonical forms that an erasure names. */
public final class WrittenAddress {

  /**
   * A condition in which {@code e} is a row of {@code erased} of kind EMAIL. Addresses of Gmail have no dots and no tag in their canonical form.
   *
   * @param address SQL of the written one
   */
  public static String isErased(String address) {
    return """
        (e.value = lower(%1$s) or e.value like '%%@gmail.com' and e.value =
          replace(split_part(split_part(lower(%1$s), '@', 1), '+', 1), '.', '')
          || replace('@' || split_part(lower(%1$s), '@', 2), '@googlemail.com', '@gmail.com'))""".formatted(address);
  }

  private WrittenAddress() {}
}
