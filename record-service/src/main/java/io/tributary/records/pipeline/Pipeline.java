package io.tributary.records.pipeline;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A pipeline of records: contacts, companies, leads.
 *
 * @param company true where its records are companies
 * @param rulesVersion raised with every change of fields or rules
 * @param syncTriggers names of fields whose addresses are synced although no duplicate rule may have them; they link nobody
 * @param duplicateRules which fields identify; null where none are set
 */
public record Pipeline(
    long id, String name, boolean company, long rulesVersion, List<Field> fields, List<String> syncTriggers,
    @Nullable JsonNode duplicateRules) {

  /**
   * @param type text, email, phone, url, number, date or boolean
   * @param region region that phone numbers without country code are read in, ISO 3166-1 alpha-2; null where none is set
   */
  public record Field(String name, String type, @Nullable String region) {}

  public Optional<Field> field(String fieldName) {
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }
}
