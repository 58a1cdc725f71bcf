/** Fathom: recorded meetings and who was invited. */
@NullMarked
package io.tributary.connectors.fathom;

import org.jspecify.annotations.NullMarked;
