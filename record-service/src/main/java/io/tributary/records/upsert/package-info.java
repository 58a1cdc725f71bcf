/** Takes in what other systems say about records, from {@code record.upserts}. */
@NullMarked
package io.tributary.records.upsert;

import org.jspecify.annotations.NullMarked;
