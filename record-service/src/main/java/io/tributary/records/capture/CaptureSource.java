package io.tributary.records.capture;

/**
 * What was written down when the slot was made.
 *
 * @param epoch of every position published since
 * @param server the server the slot was made on
 * @param slotReady false while a new slot is being made: a crash in between must not pass for a slot without a gap
 */
record CaptureSource(long epoch, Server server, boolean slotReady) {}
