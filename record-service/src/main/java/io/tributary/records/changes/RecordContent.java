package io.tributary.records.changes;

import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import io.tributary.events.MatchValue;
import io.tributary.events.RecordIdentifier;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is published of a record, without its position: what two states of a row are compared by.
 *
 * @param identifiers those of fields that duplicate rules have: they are synced, and matches on them link
 * @param syncedOnly those of fields that only trigger syncs: nothing may link by them, so the state leaves them out
 */
record RecordContent(
    String pipeline,
    boolean company,
    List<RecordIdentifier> identifiers,
    List<RecordIdentifier> syncedOnly,
    List<MatchValue> matchValues,
    List<String> companyDomains,
    @Nullable String displayName,
    boolean deleted,
    @Nullable Long mergedInto) {

  /**
   * A deleted row keeps its data, but the record no longer holds it. A merged one's state goes on saying what it held, since that counts for its survivor;
   * its channels have nothing to sync.
   */
  static RecordContent of(RecordRow row, PipelineRules rules) {
    if (row.mergedInto() == null && row.deleted()) {
      return new RecordContent(
          rules.name(), rules.company(), List.of(), List.of(), List.of(), List.of(), null, row.deleted(), row.mergedInto());
    }
    return new RecordContent(
        rules.name(),
        rules.company(),
        rules.fields().values().stream().flatMap(field -> identifiersOf(row, field, rules)).toList(),
        rules.fields().values().stream().flatMap(field -> syncedOnly(row, field, rules)).toList(),
        rules.fieldsOfAndRules().stream().flatMap(name -> matchValuesOf(row, name, rules)).toList(),
        rules.company() ? CompanyDomains.of(row.data(), rules) : List.of(),
        DisplayName.of(row.data()).orElse(null),
        row.deleted(),
        row.mergedInto());
  }

  private static Stream<RecordIdentifier> identifiersOf(RecordRow row, PipelineRules.Field field, PipelineRules rules) {
    var alternatives = rules.alternativesWith(field.name());
    if (alternatives.isEmpty()) {
      return Stream.empty();
    }
    return FieldValues.identifiers(row.data(), field).stream()
        .flatMap(identifier -> alternatives.stream()
            .map(alternative -> new RecordIdentifier(field.name(), identifier, without(alternative, field.name()))));
  }

  private static Stream<RecordIdentifier> syncedOnly(RecordRow row, PipelineRules.Field field, PipelineRules rules) {
    return field.triggersSync() && rules.alternativesWith(field.name()).isEmpty()
        ? FieldValues.identifiers(row.data(), field).stream().map(identifier -> new RecordIdentifier(field.name(), identifier, List.of()))
        : Stream.empty();
  }

  private static List<String> without(Set<String> alternative, String field) {
    var others = new TreeSet<>(alternative);
    others.remove(field);
    return List.copyOf(others);
  }

  private static Stream<MatchValue> matchValuesOf(RecordRow row, String name, PipelineRules rules) {
    var field = rules.fields().getOrDefault(name, new PipelineRules.Field(name, FieldType.OTHER, null, false));
    return FieldValues.canonical(row.data(), field).stream().map(value -> new MatchValue(name, value));
  }

  /** The channel's identifiers, each once: two fields that hold the same person join their search forms. */
  List<Identifier> current(Channel channel) {
    Map<String, Identifier> byCanonical = new LinkedHashMap<>();
    ofChannels().map(RecordIdentifier::getIdentifier).filter(identifier -> Channels.of(identifier) == channel)
        .sorted(Comparator.comparing(Identifier::getKind).thenComparing(Identifier::getCanonical).thenComparing(Identifier::getRaw))
        .forEach(held -> byCanonical.merge(held.getKind() + "|" + held.getCanonical(), held, RecordContent::joined));
    return List.copyOf(byCanonical.values());
  }

  private Stream<RecordIdentifier> ofChannels() {
    return mergedInto == null ? Stream.concat(identifiers.stream(), syncedOnly.stream()) : Stream.empty();
  }

  private static Identifier joined(Identifier left, Identifier right) {
    var forms = Stream.concat(left.getSearchForms().stream(), right.getSearchForms().stream()).distinct().toList();
    return new Identifier(left.getKind(), left.getRaw(), left.getCanonical(), left.getCanonicalVersion(), forms);
  }

  /** Names of the fields that hold an identifier of the channel. */
  Set<String> fieldsOf(Channel channel) {
    var names = new TreeSet<String>();
    ofChannels().filter(held -> Channels.of(held.getIdentifier()) == channel).forEach(held -> names.add(held.getField()));
    return names;
  }

  /** Of the state. */
  String fingerprint() {
    var fingerprint = new Fingerprint().add(pipeline).add(company).add(identifiers.size());
    for (var held : identifiers) {
      fingerprint.add(held.getField()).addAll(held.getRequires());
      addTo(fingerprint, held.getIdentifier()).add(held.getIdentifier().getRaw());
    }
    fingerprint.add(matchValues.size());
    matchValues.forEach(value -> fingerprint.add(value.getField()).add(value.getValue()));
    return fingerprint.addAll(companyDomains).add(displayName).add(deleted).add(mergedInto).hex();
  }

  /** Covers what a provider is asked for too: a new spelling of the same address must be searched for. Empty for none. */
  static String fingerprint(List<Identifier> current) {
    if (current.isEmpty()) {
      return "";
    }
    var fingerprint = new Fingerprint();
    current.forEach(identifier -> addTo(fingerprint, identifier));
    return fingerprint.hex();
  }

  private static Fingerprint addTo(Fingerprint fingerprint, Identifier identifier) {
    return fingerprint.add(identifier.getKind()).add(identifier.getCanonical()).add(identifier.getCanonicalVersion())
        .addAll(identifier.getSearchForms());
  }
}
