/** How far each account was read, and the walks that are under way. */
@NullMarked
package io.tributary.channels.walk;

import org.jspecify.annotations.NullMarked;
