package io.tributary.service.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down where no broker answers: asked at each look, since an idle consumer does not notice. */
final class BrokerHealth implements HealthIndicator, AutoCloseable {

  private static final int ANSWER_WITHIN_MILLIS = 3_000;

  private final Map<String, Object> configured;
  private @Nullable Admin admin;

  /** @param configured Boot's {@code spring.kafka.*}: addresses and security */
  BrokerHealth(Map<String, Object> configured) {
    this.configured = Map.copyOf(configured);
  }

  @Override
  public Health health() {
    try {
      var cluster = admin().describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_WITHIN_MILLIS));
      return cluster.nodes().get().isEmpty() ? Health.down().build() : Health.up().build();
    } catch (ExecutionException e) {
      return Health.down().withDetail("reason", Reason.of(e.getCause() == null ? e : e.getCause()).type()).build();
    } catch (KafkaException e) {
      return Health.down().withDetail("reason", Reason.of(e).type()).build();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Health.unknown().build();
    }
  }

  /** Not made before somebody asks: a name that does not resolve yet must not keep the service from starting. */
  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(configured);
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
    }
  }
}
