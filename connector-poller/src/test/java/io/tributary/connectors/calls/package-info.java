/** How long a provider wants to be left alone. */
@NullMarked
package io.tributary.connectors.calls;

import org.jspecify.annotations.NullMarked;
