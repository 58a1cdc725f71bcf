package io.tributary.records.capture;

import org.jspecify.annotations.Nullable;

/**
 * What was written down when the slot was made.
 *
 * @param epoch of every position published since
 * @param server the server the slot was made on
 * @param slotReady false while a new slot is being made: a crash in between must not pass for a slot without a gap
 * @param confirmed no later than this may the slot stand, since we have moved it no further; null where that was never written down
 */
record CaptureSource(long epoch, Server server, boolean slotReady, @Nullable Long confirmed) {}
