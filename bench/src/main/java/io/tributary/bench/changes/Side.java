package io.tributary.bench.changes;

import java.util.Map;

/**
 * One of the two that are compared.
 *
 * @param table where its changes are made
 * @param pipeline of its records
 * @param topic where a change of an address arrives
 * @param perRow how many events a row of {@link Rows} makes, by topic
 */
record Side(String name, String table, long pipeline, String topic, Map<String, Double> perRow) {}
