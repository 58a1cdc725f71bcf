package io.tributary.records.pipeline;

import io.tributary.service.web.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pipeline as a caller describes it. */
record NewPipeline(@Nullable String name, @Nullable Boolean company, @Nullable List<Pipeline.Field> fields) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9 _.-]{0,99}");
  private static final Pattern FIELD_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,62}");
  private static final Set<String> TYPES = Set.of("text", "email", "phone", "url", "number", "date", "boolean");
  private static final Pattern REGION = Pattern.compile("[A-Z]{2}");
  private static final int MOST_FIELDS = 500;

  /** @throws Problem 422, with the path of what is wrong */
  Pipeline checked() {
    if (name == null || !NAME.matcher(name).matches()) {
      throw Problem.invalid("name", "must be 1 to 100 letters, digits, blanks, dots, hyphens and underscores");
    }
    var given = fields == null ? List.<Pipeline.Field>of() : fields;
    if (given.isEmpty() || given.size() > MOST_FIELDS) {
      throw Problem.invalid("fields", "must be 1 to %d fields".formatted(MOST_FIELDS));
    }
    var names = new HashSet<String>();
    for (int i = 0; i < given.size(); i++) {
      check(given.get(i), "fields[%d]".formatted(i), names);
    }
    return new Pipeline(0, name, Boolean.TRUE.equals(company), 0, given, null);
  }

  private static void check(Pipeline.Field field, String path, Set<String> names) {
    if (field.name() == null || !FIELD_NAME.matcher(field.name()).matches()) {
      throw Problem.invalid(path + ".name", "must be a letter followed by up to 62 letters, digits and underscores");
    }
    if (!names.add(field.name())) {
      throw Problem.invalid(path + ".name", "stands twice: " + field.name());
    }
    if (field.type() == null || !TYPES.contains(field.type())) {
      throw Problem.invalid(path + ".type", "must be one of " + String.join(", ", TYPES.stream().sorted().toList()));
    }
    if (field.region() != null && !REGION.matcher(field.region()).matches()) {
      throw Problem.invalid(path + ".region", "must be a region of two capital letters (ISO 3166-1), such as US");
    }
  }
}
