/** The service as a whole, on the real database and broker. */
@NullMarked
package io.tributary.channels.linkedin;

import org.jspecify.annotations.NullMarked;
