package io.tributary.simulators.webhook;

import java.util.Map;

/**
 * Something that webhooks are told.
 *
 * @param name as registrations choose it, such as {@code message_received}
 * @param payload what every webhook gets; each adds its own name
 */
public record Event(String source, String name, String account, Map<String, Object> payload) {}
