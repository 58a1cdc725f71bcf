/** The service as a whole, on the real database and broker. */
@NullMarked
package io.tributary.connectors;

import org.jspecify.annotations.NullMarked;
