/** How many records a channel syncs where the provider costs no time. */
@NullMarked
package io.tributary.bench.syncs;

import org.jspecify.annotations.NullMarked;
