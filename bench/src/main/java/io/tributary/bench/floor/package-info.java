/** The floor of change capture, a process of its own. */
@NullMarked
package io.tributary.bench.floor;

import org.jspecify.annotations.NullMarked;
