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

/** A pipeline as a caller describes it. */
record NewPipeline(@Nullable String name, @Nullable Boolean company, @Nullable List<Pipeline.@Nullable Field> fields) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9 _.-]{0,99}");
  private static final Pattern FIELD_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,62}");
  private static final Set<String> TYPES = Set.of("text", "email", "phone", "url", "number", "date", "boolean");
  private static final Set<String> REGIONS = Stream.concat(Stream.of("XK"), Arrays.stream(Locale.getISOCountries())).collect(Collectors.toSet());
  private static final int MOST_FIELDS = 500;

  /** Names that mean something else beside the fields: the column of an import that holds the id. */
  private static final Set<String> RESERVED = Set.of("external_id");

  /** @throws Problem 422, with the path of what is wrong */
  Pipeline checked() {
    if (name == null || !NAME.matcher(name).matches()) {
      throw Problem.invalid("name", "must be 1 to 100 letters, digits, blanks, dots, hyphens and underscores");
    }
    if (fields == null || fields.isEmpty() || fields.size() > MOST_FIELDS) {
      throw Problem.invalid("fields", "must be 1 to %d fields".formatted(MOST_FIELDS));
    }
    var names = new HashSet<String>();
    var checked = new ArrayList<Pipeline.Field>();
    for (int i = 0; i < fields.size(); i++) {
      checked.add(checked(fields.get(i), "fields[%d]".formatted(i), names));
    }
    return new Pipeline(0, name, Boolean.TRUE.equals(company), 0, checked, List.of(), null);
  }

  private static Pipeline.Field checked(Pipeline.@Nullable Field field, String path, Set<String> names) {
    if (field == null) {
      throw Problem.invalid(path, "must be an object");
    }
    if (field.name() == null || !FIELD_NAME.matcher(field.name()).matches()) {
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
