package io.tributary.salesforce.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The fields of Contact that can be read, by name. */
public final class Description {

  private static final Set<String> UNREADABLE = Set.of("address", "location", "base64");

  private final TreeMap<String, DescribedField> fields;

  private Description(TreeMap<String, DescribedField> fields) {
    this.fields = fields;
  }

  /** @param describe the answer of {@code sobjects/Contact/describe} */
  public static Description of(JsonNode describe) {
    var all = new ArrayList<DescribedField>();
    describe.path("fields").forEach(field -> all.add(DescribedField.of(field)));
    var compounds = all.stream().map(DescribedField::partOf).collect(Collectors.toSet());
    var fields = new TreeMap<String, DescribedField>();
    // Bulk refuses compound fields, but for Name; their parts are fields of their own.
    all.stream()
        .filter(field -> !UNREADABLE.contains(field.type()))
        .filter(field -> field.name().equals("Name") || !compounds.contains(field.name()))
        .forEach(field -> fields.put(field.name(), field));
    return new Description(fields);
  }

  Map<String, DescribedField> fields() {
    return fields;
  }

  /** Names with their forms, to compare with the next time. */
  public Map<String, String> forms() {
    var forms = new TreeMap<String, String>();
    fields.forEach((name, field) -> forms.put(name, field.form()));
    return forms;
  }

  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      forms().forEach((name, form) -> digest.update((name + "|" + form + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What changed since then, in words, a line each; empty if nothing. */
  public List<String> changesSince(Map<String, String> before) {
    var now = forms();
    var lines = new ArrayList<String>();
    now.keySet().stream().filter(name -> !before.containsKey(name)).forEach(name -> lines.add("schema.changed: field %s is new".formatted(name)));
    before.keySet().stream().filter(name -> !now.containsKey(name))
        .forEach(name -> lines.add("schema.changed: field %s is gone, or hidden from this user".formatted(name)));
    now.forEach((name, form) -> {
      var old = before.getOrDefault(name, form);
      if (!old.equals(form)) {
        lines.add("schema.changed: field %s was %s and is %s".formatted(name, old, form));
      }
    });
    return lines;
  }
}
