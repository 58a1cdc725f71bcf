/** Asks the channels for a sync, and says how their syncs stand. */
@NullMarked
package io.tributary.records.sync;

import org.jspecify.annotations.NullMarked;
