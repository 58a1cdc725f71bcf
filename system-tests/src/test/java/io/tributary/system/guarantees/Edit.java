package io.tributary.system.guarantees;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something a person does to a record, known by its external id. Doing it twice is doing it once, so that it may be tried again. */
sealed interface Edit {

  String record();

  /** A new record, or a deleted one that comes back. */
  record Create(String record, Map<String, String> data) implements Edit {}

  /** @param data fields and their new values; a null empties the field */
  record Change(String record, Map<String, @Nullable String> data) implements Edit {}

  record Delete(String record) implements Edit {}

  /** "Sync now" for its mail. */
  record Force(String record) implements Edit {}
}
