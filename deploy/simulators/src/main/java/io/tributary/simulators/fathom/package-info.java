/** Fathom's API over meetings with the people of the sample. */
@NullMarked
package io.tributary.simulators.fathom;

import org.jspecify.annotations.NullMarked;
