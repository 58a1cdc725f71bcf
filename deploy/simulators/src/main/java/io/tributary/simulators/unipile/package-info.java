/** A double of UniPile's HTTP API, version 1. */
@NullMarked
package io.tributary.simulators.unipile;

import org.jspecify.annotations.NullMarked;
