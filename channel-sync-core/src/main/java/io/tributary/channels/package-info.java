/** The story of channel sync in the words of its steps, and the port that each channel implements. */
@NullMarked
package io.tributary.channels;

import org.jspecify.annotations.NullMarked;
