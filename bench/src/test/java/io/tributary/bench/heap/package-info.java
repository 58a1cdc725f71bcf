/** Tests of reading what JVMs say of their memory. */
@NullMarked
package io.tributary.bench.heap;

import org.jspecify.annotations.NullMarked;
