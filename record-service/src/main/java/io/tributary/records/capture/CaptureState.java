package io.tributary.records.capture;

import java.util.List;

/** What the capture is doing. */
sealed interface CaptureState {

  /** Another deployment captures this database. */
  record Off() implements CaptureState {}

  record Starting() implements CaptureState {}

  /** Another replica holds the slot; this one waits to take over. */
  record StandingBy() implements CaptureState {}

  record Capturing(long epoch) implements CaptureState {}

  /** Captured changes would be incomplete; somebody has to set the database right. */
  record Misconfigured(List<String> problems) implements CaptureState {}

  /** The broker cannot be reached, or another replica publishes: changes wait at the slot's position, and who reads and writes records does not. */
  record Unpublished(String why) implements CaptureState {}

  /** The database cannot be reached, or the engine stopped; it is tried again. */
  record Interrupted(String why) implements CaptureState {}
}
