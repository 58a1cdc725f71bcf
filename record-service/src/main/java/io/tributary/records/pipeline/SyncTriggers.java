package io.tributary.records.pipeline;

import io.tributary.service.web.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Further fields that trigger syncs, as a caller names them.
 *
 * @param fields their names; empty for none
 */
record SyncTriggers(@Nullable List<@Nullable String> fields) {

  private static final Set<String> TYPES = Set.of("email", "phone", "url");

  /** @throws Problem 422, with the path of what is wrong, as {@code fields[1]} */
  List<String> checked(Pipeline pipeline) {
    if (fields == null || fields.size() > pipeline.fields().size()) {
      throw Problem.invalid("fields", "must be a list of names of the pipeline's fields, each once; it has %d".formatted(pipeline.fields().size()));
    }
    var checked = new HashSet<String>();
    for (int i = 0; i < fields.size(); i++) {
      check(pipeline, fields.get(i), "fields[%d]".formatted(i), checked);
    }
    return List.copyOf(checked);
  }

  private static void check(Pipeline pipeline, @Nullable String name, String path, Set<String> checked) {
    var field = pipeline.field(name == null ? "" : name).orElseThrow(() -> Problem.invalid(path,
        "'%s' is no field of the pipeline %s".formatted(name, pipeline.name())));
    if (!TYPES.contains(field.type())) {
      throw Problem.invalid(path, "the field %s of type %s holds no address to sync; email, phone and url do".formatted(field.name(), field.type()));
    }
    if (!checked.add(field.name())) {
      throw Problem.invalid(path, "stands twice: " + field.name());
    }
  }
}
