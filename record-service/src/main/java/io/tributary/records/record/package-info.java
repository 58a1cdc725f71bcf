/** Records: created, read, changed and deleted by people and programs. */
@NullMarked
package io.tributary.records.record;

import org.jspecify.annotations.NullMarked;
