/** What polls let go when a person is erased. */
@NullMarked
package io.tributary.connectors.forget;

import org.jspecify.annotations.NullMarked;
