package io.tributary.service.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down where a subscription stopped by itself: its topic is not read any more. */
final class SubscriptionHealth implements HealthIndicator {

  private final RunSubscriptions subscriptions;

  SubscriptionHealth(RunSubscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public Health health() {
    var stopped = subscriptions.stoppedTopics();
    return stopped.isEmpty() ? Health.up().build() : Health.down().withDetail("stopped", stopped).build();
  }
}
