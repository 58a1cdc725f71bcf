/** Identifiers against examples of our own and vectors of other projects. */
@NullMarked
package io.tributary.identifiers;

import org.jspecify.annotations.NullMarked;
