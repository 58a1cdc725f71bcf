/** Doubles of the providers: the same HTTP APIs, over real data, on this machine. */
@NullMarked
package io.tributary.simulators;

import org.jspecify.annotations.NullMarked;
