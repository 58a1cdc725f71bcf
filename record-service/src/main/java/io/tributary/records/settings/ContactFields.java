package io.tributary.records.settings;

import static java.util.stream.Collectors.toSet;

import io.tributary.events.IdentifierKind;
import io.tributary.records.changes.DuplicateRules;
import io.tributary.records.pipeline.Pipeline;
import io.tributary.service.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.JSONB;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a pipeline that a record is made of whose person is known by one identifier alone.
 *
 * @param byWhatTheyTake names of fields by kind of identifier, {@code NAME} and {@code STATUS}
 */
record ContactFields(Map<String, String> byWhatTheyTake) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String NAME = "NAME";
  private static final String STATUS = "STATUS";
  private static final String STATUS_FIELD = "status";

  /** Those that records are shown under, as far as they hold a whole name. */
  private static final List<String> NAME_FIELDS = List.of("name", "full_name", "display_name");

  private static final Map<String, List<IdentifierKind>> KINDS = Map.of(
      "email", List.of(IdentifierKind.EMAIL),
      "phone", List.of(IdentifierKind.PHONE),
      "url", List.of(IdentifierKind.LINKEDIN_SLUG, IdentifierKind.LINKEDIN_MEMBER_URN, IdentifierKind.LINKEDIN_PROVIDER_ID));

  /**
   * Only fields that identify alone count: by another its own record would not be linked to the person it was made of.
   *
   * @throws Problem 422 if the pipeline is one of companies, has no status, or none of its fields identifies alone
   */
  static ContactFields of(Pipeline pipeline) {
    if (pipeline.company()) {
      throw refused("is one of companies; a sender is a person");
    }
    var fields = new TreeMap<String, String>();
    var alone = DuplicateRules.alternatives(pipeline.duplicateRules()).stream().filter(rule -> rule.size() == 1).flatMap(Set::stream).collect(toSet());
    KINDS.forEach((type, kinds) -> first(pipeline.fields().stream().filter(field -> alone.contains(field.name())), type)
        .ifPresent(field -> kinds.forEach(kind -> fields.put(kind.name(), field))));
    if (fields.isEmpty()) {
      throw refused("has no field of the type email, phone or url that identifies alone; name one in its duplicate rules");
    }
    fields.put(STATUS, text(pipeline, STATUS_FIELD).orElseThrow(() -> refused("has no field status of the type text")));
    NAME_FIELDS.stream().flatMap(name -> text(pipeline, name).stream()).findFirst().ifPresent(name -> fields.put(NAME, name));
    return new ContactFields(fields);
  }

  static ContactFields read(JSONB stored) {
    return new ContactFields(JSON.readValue(stored.data(), new TypeReference<Map<String, String>>() {}));
  }

  JSONB stored() {
    return JSONB.valueOf(JSON.writeValueAsString(byWhatTheyTake));
  }

  private static Optional<String> text(Pipeline pipeline, String name) {
    return first(pipeline.field(name).stream(), "text");
  }

  private static Optional<String> first(Stream<Pipeline.Field> fields, String type) {
    return fields.filter(field -> field.type().equals(type)).map(Pipeline.Field::name).findFirst();
  }

  private static Problem refused(String why) {
    return Problem.invalid("default_contact_pipeline", "the pipeline " + why);
  }
}
