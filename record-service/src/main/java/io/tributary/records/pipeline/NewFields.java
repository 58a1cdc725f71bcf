package io.tributary.records.pipeline;

import io.tributary.service.web.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fields as a caller describes them, for a pipeline that is new or has others. */
record NewFields(@Nullable List<Pipeline.@Nullable Field> fields) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,62}");
  private static final Set<String> TYPES = Set.of("text", "email", "phone", "url", "number", "date", "boolean");
  private static final Set<String> REGIONS = Stream.concat(Stream.of("XK"), Arrays.stream(Locale.getISOCountries())).collect(Collectors.toSet());

  /** Of a pipeline, all told. */
  private static final int MOST = 500;

  /** Names that mean something else beside the fields: the column of an import that holds the id. */
  private static final Set<String> RESERVED = Set.of("external_id");

  /** @throws Problem 422, with the path of what is wrong */
  List<Pipeline.Field> checked() {
    if (fields == null || fields.isEmpty() || fields.size() > MOST) {
      throw Problem.invalid("fields", "must be 1 to %d fields".formatted(MOST));
    }
    var names = new HashSet<String>();
    var checked = new ArrayList<Pipeline.Field>();
    for (int i = 0; i < fields.size(); i++) {
      checked.add(checked(fields.get(i), "fields[%d]".formatted(i), names));
    }
    return checked;
  }

  /**
   * Those that the pipeline has not got. What it has got just so is left out, so that a caller may ask twice.
   *
   * @throws Problem 409 where it has got one otherwise, 422 with the path of what is wrong
   */
  List<Pipeline.Field> checkedFor(Pipeline pipeline) {
    var added = new ArrayList<Pipeline.Field>();
    for (var field : checked()) {
      var there = pipeline.field(field.name());
      if (there.isEmpty()) {
        added.add(field);
      } else if (!there.get().equals(field)) {
        throw Problem.conflict("The pipeline %s has a field %s of type %s%s already. A field's type and region stay as they are, since records hold values that were read by them: add a field of another name."
            .formatted(pipeline.name(), field.name(), there.get().type(), there.get().region() == null ? "" : " and region " + there.get().region()));
      }
    }
    if (pipeline.fields().size() + added.size() > MOST) {
      throw Problem.invalid("fields", "would be %d of the pipeline; %d is the most".formatted(pipeline.fields().size() + added.size(), MOST));
    }
    return added;
  }

  private static Pipeline.Field checked(Pipeline.@Nullable Field field, String path, Set<String> names) {
    if (field == null) {
      throw Problem.invalid(path, "must be an object");
    }
    if (field.name() == null || !NAME.matcher(field.name()).matches()) {
      throw Problem.invalid(path + ".name", "must be a letter followed by up to 62 letters, digits and underscores");
    }
    if (RESERVED.contains(field.name())) {
      throw Problem.invalid(path + ".name", "cannot be %s: imports have the record's id at its source under that name".formatted(field.name()));
    }
    if (!names.add(field.name())) {
      throw Problem.invalid(path + ".name", "stands twice: " + field.name());
    }
    if (field.type() == null || !TYPES.contains(field.type())) {
      throw Problem.invalid(path + ".type", "must be one of " + String.join(", ", TYPES.stream().sorted().toList()));
    }
    if (field.region() != null && !REGIONS.contains(field.region())) {
      throw Problem.invalid(path + ".region", "must be a region of two capital letters (ISO 3166-1), such as US or GB");
    }
    return field;
  }
}
