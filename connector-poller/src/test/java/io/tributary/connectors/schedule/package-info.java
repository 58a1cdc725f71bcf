/** The schedule by the clock. */
@NullMarked
package io.tributary.connectors.schedule;

import org.jspecify.annotations.NullMarked;
