package io.tributary.system.queue;

import java.time.Instant;

/**
 * A call by the provider's own log.
 *
 * @param at when it was answered
 * @param record whose person it is about
 * @param lookUp true where the person was looked for, with which every walk begins
 */
record Call(Instant at, String account, RecordKey record, String number, boolean lookUp) {}
