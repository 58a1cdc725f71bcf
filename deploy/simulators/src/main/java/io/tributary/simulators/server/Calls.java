package io.tributary.simulators.server;

import java.util.Map;

/**
 * How often the API was called since the start, whatever the answer was.
 *
 * @param byPath by method and route, as {@code GET /api/v1/emails/{id}}
 * @param byChannel by {@code email}, {@code whatsapp}, {@code linkedin}; calls that belong to none are in none
 */
public record Calls(long total, Map<String, Long> byPath, Map<String, Long> byChannel) {}
