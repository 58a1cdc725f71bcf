package io.tributary.simulators.salesforce.org;

import org.jspecify.annotations.Nullable;

/**
 * What describe tells of a field.
 *
 * @param type as {@code string}, {@code reference}, {@code datetime}
 * @param length in characters; 0 where the type has none
 * @param compound the compound field that this is a part of
 * @param reference the object that it refers to
 */
public record Field(
    String name, String label, String type, int length, boolean custom, boolean nillable, @Nullable String compound, @Nullable String reference) {

  static Field of(String name, String type, int length) {
    return new Field(name, name, type, length, false, true, null, null);
  }

  static Field reference(String name, String to) {
    return new Field(name, name, "reference", 18, false, true, null, to);
  }

  public boolean isId() {
    return type.equals("id") || type.equals("reference");
  }

  public boolean isFilterable() {
    return !type.equals("textarea") && !type.equals("address");
  }

  public Field withType(String type, int length) {
    return new Field(name, label, type, length, custom, nillable, compound, reference);
  }
}
