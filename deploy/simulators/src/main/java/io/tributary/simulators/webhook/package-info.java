/** Webhooks that are registered with a double, and what it sends to them: in order, again when it is refused, and worse when it is told so. */
@NullMarked
package io.tributary.simulators.webhook;

import org.jspecify.annotations.NullMarked;
