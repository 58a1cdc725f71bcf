/** Stores what was said and decides whose participant each speaker is. */
@NullMarked
package io.tributary.participants;

import org.jspecify.annotations.NullMarked;
