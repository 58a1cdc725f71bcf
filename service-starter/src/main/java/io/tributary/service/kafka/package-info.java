/** Events in and out: subscriptions run in batches with dead letters, an idempotent publisher, and rows that become events. */
@NullMarked
package io.tributary.service.kafka;

import org.jspecify.annotations.NullMarked;
