package io.tributary.channels;

/** The run is no longer ours: another worker continues it from the last page that was stored. */
public final class LeaseLost extends RuntimeException {

  LeaseLost() {
    super("Another worker holds the lease of this sync, or this one is stopping.");
  }
}
