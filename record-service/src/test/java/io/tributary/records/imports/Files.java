package io.tributary.records.imports;

import io.tributary.records.pipeline.Pipeline;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the readers read in their tests. */
final class Files {

  static final Pipeline PEOPLE = new Pipeline(1, "people", false, 1, List.of(
      new Pipeline.Field("name", "text", null), new Pipeline.Field("email", "email", null), new Pipeline.Field("age", "number", null),
      new Pipeline.Field("active", "boolean", null)), List.of(), null);

  static InputStream of(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private Files() {}
}
