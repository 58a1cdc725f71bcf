/** Whole batches as parameters of one statement. */
@NullMarked
package io.tributary.participants.rows;

import org.jspecify.annotations.NullMarked;
