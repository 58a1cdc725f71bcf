/** UniPile's HTTP API, version 1. */
@NullMarked
package io.tributary.channels.unipile;

import org.jspecify.annotations.NullMarked;
