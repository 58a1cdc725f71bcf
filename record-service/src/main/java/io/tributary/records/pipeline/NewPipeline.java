package io.tributary.records.pipeline;

import io.tributary.service.web.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pipeline as a caller describes it. */
record NewPipeline(@Nullable String name, @Nullable Boolean company, @Nullable List<Pipeline.@Nullable Field> fields) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9 _.-]{0,99}");

  /** @throws Problem 422, with the path of what is wrong */
  Pipeline checked() {
    if (name == null || !NAME.matcher(name).matches()) {
      throw Problem.invalid("name", "must be 1 to 100 letters, digits, blanks, dots, hyphens and underscores");
    }
    return new Pipeline(0, name, Boolean.TRUE.equals(company), 0, new NewFields(fields).checked(), List.of(), null);
  }
}
