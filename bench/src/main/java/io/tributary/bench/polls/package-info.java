/** Many connections polled in one period. */
@NullMarked
package io.tributary.bench.polls;

import org.jspecify.annotations.NullMarked;
