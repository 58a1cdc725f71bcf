/** The rules of pipelines as the database holds them: what {@code RecordDiff} compares under. */
@NullMarked
package io.tributary.records.rules;

import org.jspecify.annotations.NullMarked;
