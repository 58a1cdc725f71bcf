/** The double of Gmail, held to what Google's own client reads. */
@NullMarked
package io.tributary.simulators.gmail;

import org.jspecify.annotations.NullMarked;
