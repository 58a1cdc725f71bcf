/**
 * Live traffic: the provider's webhooks, taken in by a secret, kept on Kafka as they came, read there; what an event does not tell is asked
 * by a worker, and what never came is found by a pass over each account.
 */
@NullMarked
package io.tributary.channels.webhook;

import org.jspecify.annotations.NullMarked;
