/** Files of records, put onto {@code record.upserts} line by line. */
@NullMarked
package io.tributary.records.imports;

import org.jspecify.annotations.NullMarked;
