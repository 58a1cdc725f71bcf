/** Waits until nothing moves any more, and says what stands then. */
@NullMarked
package io.tributary.local.check;

import org.jspecify.annotations.NullMarked;
