package io.tributary.channels;

import io.tributary.events.CommunicationObserved;

/** A message that an account shows, ready to be published. */
public record Observation(CommunicationObserved event) {}
