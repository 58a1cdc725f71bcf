/** The resolver under test: events as they come, and what is stored then. */
@NullMarked
package io.tributary.participants;

import org.jspecify.annotations.NullMarked;
