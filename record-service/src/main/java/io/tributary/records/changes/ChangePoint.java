package io.tributary.records.changes;

import java.time.Instant;

/**
 * Where and when a change happened.
 *
 * @param epoch the epoch of the replication slot that showed it
 * @param committedAt when its transaction was committed, by the database's clock
 */
public record ChangePoint(long epoch, Instant committedAt) {}
