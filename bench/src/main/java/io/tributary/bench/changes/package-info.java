/** From a commit to the change on Kafka, beside a handler that does nothing. */
@NullMarked
package io.tributary.bench.changes;

import org.jspecify.annotations.NullMarked;
