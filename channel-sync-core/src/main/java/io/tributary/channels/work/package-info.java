/** Who does it: claims under a lease, the worker that runs them, and their end. */
@NullMarked
package io.tributary.channels.work;

import org.jspecify.annotations.NullMarked;
