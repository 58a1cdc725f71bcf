/** Gong's API over calls with the people of the sample. */
@NullMarked
package io.tributary.simulators.gong;

import org.jspecify.annotations.NullMarked;
