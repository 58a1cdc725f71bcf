/** The memory that the services take while the input grows. */
@NullMarked
package io.tributary.bench.heap;

import org.jspecify.annotations.NullMarked;
