package io.tributary.service.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down where events are not taken in: a subscription stopped by itself, for which a person has to act, or its events have to wait for the
 * database or the registry, which ends by itself.
 */
final class SubscriptionHealth implements HealthIndicator {

  private final RunSubscriptions subscriptions;

  SubscriptionHealth(RunSubscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public Health health() {
    var stopped = subscriptions.stoppedTopics();
    var waiting = subscriptions.waitingTopics();
    var health = stopped.isEmpty() && waiting.isEmpty() ? Health.up() : Health.down();
    if (!stopped.isEmpty()) {
      health.withDetail("stopped", stopped);
    }
    if (!waiting.isEmpty()) {
      health.withDetail("waiting", waiting);
    }
    return health.build();
  }
}
