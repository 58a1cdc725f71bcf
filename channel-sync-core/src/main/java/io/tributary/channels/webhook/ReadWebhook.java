package io.tributary.channels.webhook;

import io.tributary.channels.ConnectedAccount;

/**
 * The port by which a channel reads the provider's events. Declare a bean of it and the channel takes live traffic: the rest (secret, topic,
 * idempotency, the account's state, waiting for messages that come later) is the core's.
 */
public interface ReadWebhook {

  /**
   * Which decoder this is, from 1: raise it when a repair makes the same events tell more or other things. A replay of the topic then
   * publishes again what an older decoder had read; without it a replay changes nothing.
   */
  int decoder();

  /**
   * Reads one event of a connected account. Asks neither the provider nor the database, for it runs once an event in the consumer.
   *
   * <p>Observations are learnt by {@code WEBHOOK}: messages in which no record takes part are left out by whoever stores them. Own messages come
   * by the same event, outbound.
   *
   * @throws io.tributary.service.kafka.UnprocessableEvent if it cannot be read; it becomes a dead letter
   */
  Told read(WebhookEvent event, ConnectedAccount account);
}
