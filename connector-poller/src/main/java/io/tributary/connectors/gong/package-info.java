/** Gong: recorded calls and who took part. */
@NullMarked
package io.tributary.connectors.gong;

import org.jspecify.annotations.NullMarked;
