/** Live traffic over a real database, moved by hand. */
@NullMarked
package io.tributary.channels.webhook;

import org.jspecify.annotations.NullMarked;
