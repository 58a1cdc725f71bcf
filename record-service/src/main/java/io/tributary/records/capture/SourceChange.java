package io.tributary.records.capture;

import io.tributary.records.changes.RecordRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change of one of the published tables, as the WAL shows it. */
sealed interface SourceChange {

  /** A record was inserted, changed or removed from its table. */
  record OfRecord(@Nullable RecordRow before, @Nullable RecordRow after, Instant committedAt) implements SourceChange {}

  /** A pipeline, one of its fields or its duplicate rules changed. */
  record OfRules(String tenant, long pipelineId) implements SourceChange {}

  /** The topics hold a record that has no row. */
  record OfGhost(String tenant, long recordId, long version, long rulesVersion, Instant committedAt)
      implements SourceChange {}

  /** The row that keeps the slot moving. */
  record OfHeartbeat(Instant writtenAt) implements SourceChange {}

  /** A row that says nothing to anybody: a table this version does not know, a cleaned-up ghost. */
  record OfNothing() implements SourceChange {}

  /** A row that cannot be read. */
  record Unreadable(String tenant, long recordId, String problem) implements SourceChange {}
}
