package io.tributary.records.changes;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline says about which of its fields identify a person.
 *
 * @param company true where its records are companies
 * @param fields its fields by name
 * @param alternatives sets of fields, each of which is enough to call two records the same when all its fields agree; none
 *     contains another
 * @param version raised with every change of the pipeline, its fields or its rules
 */
public record PipelineRules(
    String tenant,
    long pipelineId,
    String name,
    boolean company,
    TreeMap<String, Field> fields,
    List<Set<String>> alternatives,
    long version) {

  /**
   * @param region the region a phone number without country code is read in, as ISO 3166-1 alpha-2; null where none is set
   * @param triggersSync true where its addresses are synced although no rule may have the field
   */
  public record Field(String name, FieldType type, @Nullable String region, boolean triggersSync) {}

  /** The alternatives a field takes part in: none where it does not identify. */
  List<Set<String>> alternativesWith(String field) {
    return alternatives.stream().filter(alternative -> alternative.contains(field)).toList();
  }

  /** Fields that must agree besides another one. */
  TreeSet<String> fieldsOfAndRules() {
    var names = new TreeSet<String>();
    alternatives.stream().filter(alternative -> alternative.size() > 1).forEach(names::addAll);
    return names;
  }
}
