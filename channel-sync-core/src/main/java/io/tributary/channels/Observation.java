package io.tributary.channels;

import io.tributary.events.CommunicationObserved;

/**
 * A message that an account shows, ready to be published.
 *
 * @param key its key on the topic, which begins with the tenant; the same for every copy of one message
 */
public record Observation(String key, CommunicationObserved event) {}
