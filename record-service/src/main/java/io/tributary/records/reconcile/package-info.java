/** Compares what the topics hold with what rows and rules say, and has what differs published again. */
@NullMarked
package io.tributary.records.reconcile;

import org.jspecify.annotations.NullMarked;
