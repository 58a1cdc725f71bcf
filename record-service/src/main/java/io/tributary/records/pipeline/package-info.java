/** Pipelines, their typed fields, and the duplicate rules that say which fields identify. */
@NullMarked
package io.tributary.records.pipeline;

import org.jspecify.annotations.NullMarked;
