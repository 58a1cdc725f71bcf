/** Everything that one command starts, in its order: infrastructure, simulators, services. */
@NullMarked
package io.tributary.local.stack;

import org.jspecify.annotations.NullMarked;
