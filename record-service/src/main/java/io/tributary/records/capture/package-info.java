/** Captures committed changes of the records database from its WAL and publishes what they mean, in their order. */
@NullMarked
package io.tributary.records.capture;

import org.jspecify.annotations.NullMarked;
